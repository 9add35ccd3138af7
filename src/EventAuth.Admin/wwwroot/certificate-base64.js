// Base64 and base64url, with or without padding (RFC 4648), and the texts in bytes.

/** The bytes; null for anything else. */
export function decodeBase64(text) {
  const body = text.replaceAll("-", "+").replaceAll("_", "/");
  const characters = body.replace(/={0,2}$/, "");
  if (/[^A-Za-z0-9+/]/.test(characters) || characters.length % 4 === 1) return null;
  if (characters.length < body.length && body.length % 4 !== 0) return null;
  return Uint8Array.from(atob(characters), character => character.charCodeAt(0));
}

export const base64Of = bytes => btoa(Array.from(bytes, octet => String.fromCharCode(octet)).join(""));

/** A text in UTF-8 or UTF-16. The byte-order mark is kept, so that the page can say that it was removed. */
export function decodeText(bytes) {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe || second === 0 ? "utf-16le"
    : first === 0xfe && second === 0xff || first === 0 ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}
