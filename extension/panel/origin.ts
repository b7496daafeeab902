/**
 * The origin of what somebody typed as a server, so that a pasted path or a trailing slash does no
 * harm. What names no scheme is https, but for this machine, and no other may do without it: the
 * manifest asks for no more. Undefined: it is no address of a server.
 */
export function originOf(address: string): string | undefined {
  const given = address.trim();
  const here = /^(http:\/\/)?(127\.0\.0\.1|localhost)(:|\/|$)/.test(given);
  const scheme = here ? "http" : "https";
  const whole = given.includes("://") ? given : `${scheme}://${given}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, origin } = new URL(whole);
  return protocol === "https:" || (here && protocol === "http:") ? origin : undefined;
}
