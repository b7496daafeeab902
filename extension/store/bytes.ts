/** Bytes as storage can hold them. */
export function toBase64(bytes: Uint8Array): string {
  // fromCharCode takes its arguments on the stack: 32 KiB at a time is safe everywhere.
  const step = 0x8000;
  let binary = "";
  for (let at = 0; at < bytes.length; at += step) {
    binary += String.fromCharCode(...bytes.subarray(at, at + step));
  }
  return btoa(binary);
}

export function fromBase64(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0));
}
