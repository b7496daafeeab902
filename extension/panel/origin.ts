/**
 * The origin of what somebody typed as a server, so that a pasted path or a trailing slash does no
 * harm. What names no scheme is https, but for this machine. Undefined: it is no address.
 */
export function originOf(address: string): string | undefined {
  const given = address.trim();
  const scheme = /^(127\.0\.0\.1|localhost)(:|\/|$)/.test(given) ? "http" : "https";
  const whole = given.includes("://") ? given : `${scheme}://${given}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, origin } = new URL(whole);
  return protocol === "https:" || protocol === "http:" ? origin : undefined;
}
