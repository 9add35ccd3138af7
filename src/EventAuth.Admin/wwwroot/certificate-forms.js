// Undoes what a form, a page, a program or a mail has done to a text. Each returns null for a text of another kind.
import { decodeBase64 } from "./certificate-base64.js";
import { encodeNumbers } from "./certificate-structure.js";
import { hasSecret } from "./certificate-words.js";

const secretXml = /<(D|P|Q|DP|DQ|InverseQ)>/;

/** Bytes in hexadecimal digits, with or without colons. */
export function decodeHexadecimal(text) {
  const digits = text.replace(/^0x/i, "").replace(/[\s:]/g, "");
  return digits.length >= 256 && digits.length % 2 === 0 && /^[0-9a-f]+$/i.test(digits)
    ? Uint8Array.from(digits.match(/../g), pair => parseInt(pair, 16))
    : null;
}

/** Letters written as %2B or &#43;. */
export function decodeCodes(text) {
  if (/%[0-9a-f]{2}/i.test(text) && !/%(?![0-9a-f]{2})/i.test(text)) {
    const spaced = /%2B|BEGIN\+/i.test(text) ? text.replaceAll("+", " ") : text;
    try {
      return decodeURIComponent(spaced.replace(/^\w+=/, ""));
    } catch {
      return null;
    }
  }
  if (!/<br\s*\/?>|&(#\d+|#x[0-9a-f]+|nbsp|plus|sol|equals);/i.test(text)) return null;
  return text
    .replace(/<[a-z/][^>]*>/gi, "\n")
    .replace(/&#(\d{1,6});/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&#x([0-9a-f]{1,4});/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/&(nbsp|plus|sol|equals);/gi, (_, name) => ({ nbsp: " ", plus: "+", sol: "/", equals: "=" })[name.toLowerCase()]);
}

export function withoutMailQuotes(text) {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.every(line => line.trim() === "" || line.trimStart().startsWith(">"))
    ? lines.map(line => line.replace(/^[\s>]+/, "")).join("\n")
    : null;
}

/** A program's escape of a character. Escaped line breaks stay: they are treated differently from real ones. */
export function unescape(text) {
  return text
    .replace(/\\{1,4}u00(?!0)([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\{1,4}([/"'`])/g, "$1");
}

/** The content of a string literal, of several joined ones, or of an assignment of one. The text is not empty. */
export function contentOfString(text) {
  let rest = text
    .replace(/[\u201C\u201D\u201E\u201F\u00AB\u00BB]/g, '"').replace(/[\u2018\u2019\u201A\u201B]/g, "'")
    .replace(/^[A-Za-z_$][\w$ .:\-\t]*?(:|:?=|=>)\s*(?=[("'`]|[brfu]{1,2}["'])/i, "");
  let content = "";
  while (rest !== "") {
    const part = /^[(\s[]*(?:[brfu]{1,2}(?=["']))?("""|'''|["'`])(.*?)\1[\s+.,&;)\]\\_]*/is.exec(rest);
    if (!part) return null;
    content += part[2];
    rest = rest.slice(part[0].length);
  }
  return content;
}

/**
 * A JWK, a set of them (RFC 7517), any object that has one key as a string, or an RSAKeyValue.
 * @returns {{ code: string } | { text: string } | { bytes: Uint8Array, correction: string } | null}
 */
export function readDocument(text) {
  const json = parseJson(text);
  return json !== null ? readJson(json) : /<RSAKeyValue/i.test(text) ? readXml(text) : null;
}

function parseJson(text) {
  if (!/^[[{]/.test(text)) return null;
  for (const candidate of [text, text.replaceAll("'", '"')]) {
    try {
      const value = JSON.parse(candidate);
      if (typeof value === "object" && value !== null) return value;
    } catch {
      // Something else.
    }
  }
  return null;
}

function readJson(json) {
  const jwks = objectsIn(json).filter(member => "kty" in member);
  if (jwks.length > 0) return readKeys(jwks);
  const texts = textsIn(json);
  if (texts.some(hasSecret)) return { code: "private_key" };
  const found = texts.filter(text => /-----BEGIN|^MII/.test(text));
  return found.length === 1 ? { text: found[0] } : { code: found.length === 0 ? "not_a_key" : "several_keys" };
}

function readKeys(jwks) {
  if (jwks.some(jwk => "d" in jwk || "p" in jwk || "q" in jwk)) return { code: "private_key" };
  if (jwks.every(jwk => jwk.kty === "oct")) return { code: "shared_secret" };
  const rsa = jwks.filter(jwk => jwk.kty === "RSA");
  if (rsa.length !== 1) return { code: rsa.length === 0 ? "not_rsa" : "several_keys" };
  if (/^PS/.test(rsa[0].alg)) return { code: "rsa_pss" };
  return encode(rsa[0].n, rsa[0].e, "converted_from_jwk");
}

// Services wrap the key in objects of their own.
const objectsIn = json => typeof json === "object" && json !== null ? [json, ...Object.values(json).flatMap(objectsIn)] : [];

const textsIn = json => typeof json === "string" ? [json]
  : typeof json === "object" && json !== null ? Object.values(json).flatMap(textsIn) : [];

function readXml(text) {
  if (secretXml.test(text)) return { code: "private_key" };
  const [modulus, exponent] = ["Modulus", "Exponent"]
    .map(name => new RegExp(`<${name}>([^<]*)</${name}>`, "i").exec(text)?.[1].replace(/[\s\u0085]/g, ""));
  return encode(modulus, exponent, "converted_from_xml");
}

function encode(modulus, exponent, correction) {
  const numbers = [modulus, exponent].map(number => typeof number === "string" ? decodeBase64(number) : null);
  return numbers.every(number => number?.length > 0) ? { bytes: encodeNumbers(...numbers), correction } : { code: "not_a_key" };
}
