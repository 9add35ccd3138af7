// Decides what a pasted text or a file is, without sending it anywhere. Only the bytes of an RSA public key are handed on;
// everything else has one of the refusal codes of the contract. The words for the codes live on the server, which reads in the
// same order and comes to the same result (a test compares them).
import { encodeNumbers, isWhole, judge } from "./certificate-structure.js";

const maxLength = 64 * 1024;
const maxLayers = 6;
const sequence = 0x30;

const blanks = /[\s\u0085]+/g;
const lineBreaks = /[\r\n\v\f\u0085\u2028\u2029]+/g;
const invisible = /\p{Cf}+/gu;
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const secrets = /PRIVATEKEY|PuTTY-User-Key-File|["']d["']:["']|<InverseQ>|b3BlbnNzaC1rZXktdjE|openssh-key-v1/i;
const secretXml = /<(D|P|Q|DP|DQ|InverseQ)>/;
const certificate = /^(TRUSTED|X509)?CERTIFICATE$/;
const publicLabel = /^(RSA)?PUBLICKEY$/;
const frames = /-----BEGIN([A-Z0-9]*)-----/g;
const framed = /^-----BEGIN([A-Z0-9]+)-----(.*)-----END\1-----$/s;
const lined = /^-----BEGIN (?:[A-Z0-9]+ )?CERTIFICATE-----\r?\n(?:[A-Za-z0-9+/=]{1,76}\r?\n)+-----END (?:[A-Z0-9]+ )?CERTIFICATE-----\s*$/m;
const sshKey = /^(ssh-|ecdsa-sha2-|sk-ssh-|sk-ecdsa-|----BEGINSSH2PUBLICKEY|AAAAB3Nz|AAAAC3Nz|AAAAE2Vj)/;
const encrypted = /^Salted__|^U2FsdGVkX1|^age-encryption\.org|^-----BEGIN(AGEENCRYPTEDFILE|PGPMESSAGE)/;
const token = /^(Bearer)?ey[JA][\w-]*(\.[\w-]*){2,4}$/;
const fingerprint = /^((MD5|SHA-?(1|256|384|512))(Fingerprint)?[:=])?([0-9a-f]{2}:?){15,63}[0-9a-f]{2}-?$/i;
const namedFingerprint = /^SHA(1|256|512)[:/][A-Za-z0-9+/]{27,86}=*$/i;
const sharedSecret = /^(?=.*[0-9])(?=.*[A-Za-z])[\x21-\x7e]{16,128}$/;

class Refusal {
  constructor(code) {
    this.code = code;
  }
}

const refuse = code => {
  throw new Refusal(code);
};

/**
 * @param {string | Uint8Array} input what was typed, pasted or dropped, or the bytes of a file
 * @returns {{ key: string, corrections: string[], text: string } | { code: string }} the base64 of the DER bytes of a public key, what was
 *   put right, and the text to show; or why it is none
 */
export function recognise(input) {
  const corrections = new Set();
  let given = input;
  try {
    if ((typeof input === "string" ? new TextEncoder().encode(input) : input).length > maxLength) refuse("too_large");
    if (typeof input !== "string") {
      const code = input[0] === sequence ? judge(input) : "not_a_key";
      if (code === null) return { key: base64Of(input), corrections: [], text: base64Of(input) };
      if (code !== "not_a_key") refuse(code);
      given = decodeText(input);
    }
    const bytes = readText(given, corrections, 0);
    return { key: base64Of(bytes), corrections: [...corrections].sort(), text: given };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { code: wayOut(refusal.code, given) };
  }
}

// The mark is kept, so that the page can say that it was taken away.
function decodeText(bytes) {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe || second === 0 ? "utf-16le"
    : first === 0xfe && second === 0xff || first === 0 ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

// One layer after the other is taken off, until there are bytes.
function readText(original, corrections, layer) {
  if (layer > maxLayers) refuse("not_a_key");
  const again = (text, correction) => {
    corrections.add(correction);
    return readText(text, corrections, layer + 1);
  };

  let text = original;
  if (text.startsWith("\uFEFF")) {
    corrections.add("byte_order_mark_removed");
    text = text.slice(1);
  }
  text = replaced(text, invisible, "", corrections, "blanks_removed");
  text = restoreDashes(text, corrections);
  const trimmed = text.replace(/^[\s\u0085]+|[\s\u0085]+$/g, "");

  if (trimmed === "") refuse("empty");
  if (/^https?:\/\/\S+$/i.test(trimmed)) refuse("key_set_address");
  const json = parseJson(trimmed);
  if (json !== undefined) return readJson(json, corrections, again);
  if (/<RSAKeyValue/i.test(trimmed)) return readXml(trimmed, corrections);
  const decoded = decodeCodes(trimmed);
  if (decoded !== null) return again(decoded, "codes_decoded");
  const unquoted = withoutMailQuotes(trimmed);
  if (unquoted !== null) return again(unquoted, "quote_marks_removed");
  const content = contentOfString(unescape(trimmed));
  if (content !== null) return again(content, "taken_out_of_string");

  const hexadecimal = decodeHexadecimal(trimmed);
  if (hexadecimal !== null) return again(base64Of(hexadecimal), "codes_decoded");

  return readFrame(text, corrections, again);
}

function decodeHexadecimal(text) {
  const digits = text.replace(/^0x/i, "").replace(/[\s:]/g, "");
  return digits.length >= 256 && digits.length % 2 === 0 && /^[0-9a-f]+$/i.test(digits)
    ? Uint8Array.from(digits.match(/../g), pair => parseInt(pair, 16))
    : null;
}

function replaced(text, pattern, by, corrections, correction) {
  const result = text.replace(pattern, by);
  if (result !== text) corrections.add(correction);
  return result;
}

function restoreDashes(text, corrections) {
  const result = replaced(text, dashes, "-", corrections, "dashes_restored");
  return result === text ? text : result.replace(/-{1,9}(\s*(?:BEGIN|END)\s+[A-Z0-9 ]{1,30}?\s*)-{1,9}/g, "-----$1-----");
}

function parseJson(text) {
  if (!/^[[{"]/.test(text)) return undefined;
  for (const candidate of [text, text.replaceAll("'", '"')]) {
    try {
      const value = JSON.parse(candidate);
      if (typeof value === "object" && value !== null) return value;
    } catch {
      // Something else.
    }
  }
  return undefined;
}

// A JWK, a set of them (RFC 7517), or any object that holds one key as a text.
function readJson(json, corrections, again) {
  const keys = Array.isArray(json) ? json : Array.isArray(json.keys) ? json.keys : [json];
  if (keys.some(key => typeof key === "object" && key !== null && "kty" in key)) {
    const jwks = keys.filter(key => typeof key === "object" && key !== null && "kty" in key);
    if (jwks.some(jwk => "d" in jwk || "p" in jwk || "q" in jwk)) refuse("private_key");
    if (jwks.every(jwk => jwk.kty === "oct")) refuse("shared_secret");
    const rsa = jwks.filter(jwk => jwk.kty === "RSA");
    if (rsa.length !== 1) refuse(rsa.length === 0 ? "not_rsa" : "several_keys");
    if (/^PS/.test(rsa[0].alg)) refuse("rsa_pss");
    const [modulus, exponent] = [rsa[0].n, rsa[0].e].map(number => typeof number === "string" ? decodeBase64(number) : null);
    if (modulus === null || exponent === null) refuse("not_a_key");
    corrections.add("converted_from_jwk");
    return accept(encodeNumbers(modulus, exponent), corrections);
  }
  const texts = textsIn(json);
  if (texts.some(text => secrets.test(text.replace(blanks, "")))) refuse("private_key");
  const found = texts.filter(text => /-----BEGIN|^MII/.test(text));
  if (found.length !== 1) refuse(found.length === 0 ? "not_a_key" : "several_keys");
  return again(found[0], "taken_out_of_string");
}

const textsIn = json => typeof json === "string" ? [json] : typeof json === "object" && json !== null ? Object.values(json).flatMap(textsIn) : [];

function readXml(text, corrections) {
  if (secretXml.test(text)) refuse("private_key");
  const [modulus, exponent] = ["Modulus", "Exponent"].map(name => {
    const found = new RegExp(`<${name}>([^<]*)</${name}>`, "i").exec(text);
    return found ? decodeBase64(found[1].replace(blanks, "")) : null;
  });
  if (modulus === null || exponent === null) refuse("not_a_key");
  corrections.add("converted_from_xml");
  return accept(encodeNumbers(modulus, exponent), corrections);
}

// Letters written as %2B or &#43;.
function decodeCodes(text) {
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

function withoutMailQuotes(text) {
  const lines = text.split(/\r\n|\r|\n/);
  return lines.every(line => line.trim() === "" || line.trimStart().startsWith(">"))
    ? lines.map(line => line.replace(/^[\s>]+/, "")).join("\n")
    : null;
}

// What a program writes for a character. Line breaks stay written: they are told apart from real ones.
function unescape(text) {
  return text
    .replace(/\\{1,4}u00(?!0)([0-9a-f]{2})/gi, (_, code) => String.fromCharCode(parseInt(code, 16)))
    .replace(/\\{1,4}([/"'`])/g, "$1");
}

// The content of a string of a program, of several joined ones, or of what it is assigned to; null for anything else.
function contentOfString(text) {
  let rest = text
    .replace(/[\u201C\u201D\u201E\u201F\u00AB\u00BB]/g, '"').replace(/[\u2018\u2019\u201A\u201B]/g, "'")
    .replace(/^[A-Za-z_$][\w$ .:\-\t]*?(:|:?=|=>)\s*(?=[("'`]|[brfu]{1,2}["'])/i, "");
  let content = "";
  for (let parts = 0; rest !== ""; parts++) {
    const part = /^[(\s[]*(?:[brfu]{1,2}(?=["']))?("""|'''|["'`])(.*?)\1[\s+.,&;)\]\\_]*/is.exec(rest);
    if (!part) return null;
    content += part[2];
    rest = rest.slice(part[0].length);
  }
  return text === "" ? null : content;
}

function readFrame(text, corrections, again) {
  const plain = unescape(text);
  const unwritten = plain.replace(/\\{1,4}(?:[rnt]|u000[9ad]|x0[9ad])|\\{1,4}(?=\s*$)/gim, "");
  const lineless = unwritten.replace(lineBreaks, "");
  const tight = lineless.replace(blanks, "");

  const labels = [...tight.matchAll(frames)].map(match => match[1]);
  const frame = labels.length === 1 ? framed.exec(tight) : null;
  const holdsKey = frame !== null && (publicLabel.test(frame[1]) || certificate.test(frame[1]));
  const foreign = findForeign(tight, labels);
  if (foreign !== null && !(foreign === "x509_certificate" && holdsKey)) refuse(foreign);
  if (!holdsKey && tight.includes("-----")) refuse(privateIn(tight) ?? whatIsWrongWithFrame(tight));

  const body = holdsKey ? frame[2] : tight;
  const found = findBytes(body, holdsKey ? spacedBody(lineless) : lineless.trim());
  const inner = found !== null && textIn(found.bytes);
  if (inner) return again(inner, "base64_unwrapped");
  if (found === null || found.bytes[0] !== sequence) {
    refuse(privateIn(tight) ?? foreign ?? whatElse(lineless.trim(), body, holdsKey, found));
  }

  const code = judge(found.bytes);
  if (code !== null) refuse(code === "private_key" ? code : privateIn(tight) ?? code);
  if (found.correction) corrections.add(found.correction);
  if (unwritten !== plain) corrections.add("written_line_breaks_removed");
  if (lineless !== unwritten) corrections.add("line_breaks_removed");
  if (holdsKey && certificate.test(frame[1])) corrections.add("label_corrected");
  if (!holdsKey) corrections.add("header_added");
  const label = holdsKey ? frame[1].replace(/^(RSA|X509|TRUSTED)(?=.)/, "$1 ").replace("PUBLICKEY", "PUBLIC KEY") : "";
  const straight = holdsKey ? `-----BEGIN ${label}-----${body}-----END ${label}-----` : body;
  if (lineless !== straight && found.correction !== "plus_signs_restored") corrections.add("blanks_removed");
  return accept(found.bytes, corrections);
}

function accept(bytes, corrections) {
  const code = judge(bytes);
  if (code !== null) refuse(code);
  if (bytes[4] === 0x02 && !corrections.has("converted_from_jwk") && !corrections.has("converted_from_xml")) corrections.add("converted_from_pkcs1");
  return bytes;
}

// What the text is by its words, where it is not meant to be a public key in PEM or base64.
function findForeign(tight, labels) {
  if (tight === "") return "empty";
  if (secrets.test(tight)) return "private_key";
  if (encrypted.test(tight)) return "encrypted_file";
  if (labels.some(label => label.startsWith("PGP"))) return "pgp_key";
  if (labels.some(label => label.endsWith("CERTIFICATEREQUEST"))) return "certificate_request";
  if (labels.some(label => label === "PKCS7" || label === "CMS")) return "pkcs7";
  const blocks = tight.split("-----BEGIN").length - 1;
  if (blocks > 0 && labels.length === blocks && labels.every(label => certificate.test(label))) return "x509_certificate";
  if (sshKey.test(tight)) return sshKind(tight);
  if (blocks > 1) return "several_keys";
  if (token.test(tight)) return "token";
  return fingerprint.test(tight) || namedFingerprint.test(tight) ? "fingerprint" : null;
}

// Only an RSA key can be converted.
const sshKind = tight => tight.includes("AAAAB3NzaC1yc2") ? "openssh_public_key" : "not_rsa";

// Of what can be turned into a public key by one command, the form is told apart, since the command depends on it: it is offered only
// where it works on the very text that was given.
function wayOut(code, given) {
  if (typeof given !== "string") return code;
  if (code === "x509_certificate" && !lined.test(given)) return isCertificateWithoutFrame(given) ? "x509_certificate_unframed" : "x509_certificate_unreadable";
  if (code !== "openssh_public_key" || /^\s*ssh-rsa [A-Za-z0-9+/=]+(?: [^\r\n]*)?\s*$/.test(given)) return code;
  if (/^[A-Za-z0-9+/=\s]+$/.test(given)) return "openssh_key_body";
  return /^---- BEGIN SSH2 PUBLIC KEY ----\r?\n/.test(given) ? "ssh2_public_key" : "openssh_key_unreadable";
}

// As the command does it: without written line breaks, lines of dashes and whatever is no base64.
function isCertificateWithoutFrame(given) {
  const body = given.replace(/\\[nrt]/g, "").replace(/-----[A-Z0-9 ]*-----/g, "").replace(/[^A-Za-z0-9+/=]/g, "");
  const bytes = body.length % 4 === 0 ? decodeBase64(body) : null;
  return bytes !== null && bytes.length > 0 && (judge(bytes) === "x509_certificate" && isWhole(bytes) || lined.test(new TextDecoder().decode(bytes)));
}

function whatIsWrongWithFrame(tight) {
  if (/-----BEGIN((RSA)?PUBLICKEY)-----.*-----END\1-----/s.test(tight)) return "trailing_bytes";
  const label = /-----BEGIN([A-Z0-9]*)-----/.exec(tight);
  return label && !publicLabel.test(label[1]) ? "not_a_key" : "cut_off";
}

function whatElse(text, body, isFramed, found) {
  if (found === null) {
    const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(body);
    if (/^-|-$/.test(body) || isBase64 && (isFramed || body.startsWith("MII"))) return "cut_off";
    return !isFramed && sharedSecret.test(text) ? "shared_secret" : "not_a_key";
  }
  if (found.bytes.length === 0) return isFramed ? "cut_off" : "not_a_key";
  return !isFramed && sharedSecret.test(text) ? "shared_secret" : "not_a_key";
}

// A private key among other things is one all the same.
function privateIn(tight) {
  return (tight.match(/[A-Za-z0-9+/]{40,}/g) ?? []).some(run => judge(decodeBase64(run.slice(0, run.length - run.length % 4))) === "private_key")
    ? "private_key" : null;
}

// The body as it stands, with the letters of base64url, or with the plus signs that a form has turned into blanks:
// whichever gives a key, else what there is.
function findBytes(body, spaced) {
  const candidates = [{ text: body }];
  if (/[-_]/.test(body)) candidates[0] = { text: body.replaceAll("-", "+").replaceAll("_", "/"), correction: "base64url_restored" };
  if (/ /.test(spaced)) candidates.push({ text: spaced.replaceAll(" ", "+"), correction: "plus_signs_restored" });
  const found = candidates
    .map(({ text, correction }) => ({ bytes: decodeBase64(text), correction }))
    .filter(({ bytes }) => bytes !== null)
    .map(candidate => ({ ...candidate, code: candidate.bytes[0] === sequence ? judge(candidate.bytes) : "not_a_key" }));
  return found.find(({ code }) => code === null) ?? found.find(({ code }) => code !== "cut_off" && code !== "not_a_key") ?? found[0] ?? null;
}

const spacedBody = lineless => /-----\s*BEGIN[A-Z0-9\s]+-----(.*?)-----\s*END/s.exec(lineless)?.[1].trim() ?? "";

function decodeBase64(text) {
  const body = text.replaceAll("-", "+").replaceAll("_", "/");
  const characters = body.replace(/={0,2}$/, "");
  if (/[^A-Za-z0-9+/]/.test(characters) || characters.length % 4 === 1) return null;
  if (characters.length < body.length && body.length % 4 !== 0) return null;
  return Uint8Array.from(atob(characters), character => character.charCodeAt(0));
}

// Base64 around a text instead of DER.
function textIn(bytes) {
  if (bytes.length < 64) return null;
  const text = decodeText(bytes);
  return /^[\t\n\r\u0020-\u007E\u00A0-\uFFFC]+$/.test(text) || secrets.test(text.replace(/[\0\s]/g, "")) ? text : null;
}

const base64Of = bytes => btoa(Array.from(bytes, octet => String.fromCharCode(octet)).join(""));
