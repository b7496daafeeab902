/**
 * The server's HTTP interface for TypeScript, typed by the OpenAPI document that the server
 * itself serves. The exchange proper goes through the courier; what streams goes through here.
 */
import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./api.gen.ts";

export type Api = Client<paths>;

/** Where to ask, and as whom. */
export interface ApiDoor {
  readonly server: string;
  readonly token: string;
}

export function openApi(door: ApiDoor, send: typeof fetch): Api {
  return createClient<paths>({
    baseUrl: door.server,
    headers: { authorization: `Bearer ${door.token}` },
    fetch: (request: Request) => send(request),
  });
}
