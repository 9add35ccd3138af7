// Decides what a pasted text or a file is, without sending it anywhere. Only the bytes of an RSA public key are handed on;
// everything else has one of the refusal codes of the contract. The texts for the codes are on the server, which reads in the
// same order and gets the same result (a test compares them).
import { base64Of, decodeBase64, decodeText } from "./certificate-base64.js";
import { contentOfString, decodeCodes, decodeHexadecimal, readDocument, unescape, withoutMailQuotes } from "./certificate-forms.js";
import { isCertificateOfAnotherKey, judge } from "./certificate-structure.js";
import {
  findForeign, frameOf, hasPrivateKey, hasSecret, isCertificateLabel, isPublicLabel, wayOut, whatElse, whatIsWrongWithFrame,
} from "./certificate-words.js";

const maxLength = 64 * 1024;
const maxLayers = 6;
const sequence = 0x30, integer = 0x02;

// A public key has four bytes of tag and length before its first member.
const firstMember = 4;

const blanks = /[\s\u0085\0]+/g;
const lineBreaks = /[\r\n\v\f\u0085\u2028\u2029]+/g;
const invisible = /\p{Cf}+/gu;
const dashes = /[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]/g;
const frames = /-----BEGIN([A-Z0-9]*)-----/g;
const framed = /^-----BEGIN([A-Z0-9]+)-----(.*)-----END\1-----$/s;

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
 *   corrected, and the text to show; or why it is not a key
 */
export function recognise(input) {
  const corrections = new Set();
  let given = input;
  try {
    if ((typeof input === "string" ? new TextEncoder().encode(input) : input).length > maxLength) refuse("too_large");
    if (typeof input !== "string") {
      const code = input[0] === sequence ? judge(input) : "not_a_key";
      if (code === null) return { key: base64Of(input), corrections: [], text: base64Of(input) };
      // The command for a certificate in its bytes is the one for its lines: openssl takes both.
      if (code === "x509_certificate" && isCertificateOfAnotherKey(input)) return { code: "not_rsa" };
      if (code !== "not_a_key") return { code };
      given = decodeText(input);
    }
    const bytes = readText(given, corrections, 0);
    return { key: base64Of(bytes), corrections: [...corrections].sort(), text: given };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    return { code: wayOut(refusal.code, given) };
  }
}

// One layer after the other is removed until bytes are left.
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
  const document = readDocument(trimmed);
  if (document?.text) return again(document.text, "taken_out_of_string");
  if (document !== null) return readNumbers(document, corrections);
  const decoded = decodeCodes(trimmed);
  if (decoded !== null) return again(decoded, "codes_decoded");
  const unquoted = withoutMailQuotes(trimmed);
  if (unquoted !== null) return again(unquoted, "quote_marks_removed");
  const content = contentOfString(unescape(trimmed));
  if (content !== null) return again(content, "taken_out_of_string");

  const hexadecimal = decodeHexadecimal(trimmed);
  if (hexadecimal !== null) {
    // The columns of a hex dump are digits, too.
    return hasSecret(trimmed) ? refuse("private_key") : again(base64Of(hexadecimal), "codes_decoded");
  }

  return readFrame(text, corrections, again);
}

function readNumbers({ code, bytes, correction }, corrections) {
  const problem = code ?? judge(bytes);
  if (problem !== null) refuse(problem);
  corrections.add(correction);
  return bytes;
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

function readFrame(text, corrections, again) {
  const plain = unescape(text);
  const unwritten = plain.replace(/\\{1,4}(?:[rnt]|u000[9ad]|x0[9ad])|\\{1,4}(?=\s*$)/gim, "");
  const lineless = unwritten.replace(lineBreaks, "");
  const tight = lineless.replace(blanks, "");

  const labels = [...tight.matchAll(frames)].map(match => match[1]);
  const frame = labels.length === 1 ? framed.exec(tight) : null;
  const holdsKey = frame !== null && (isPublicLabel(frame[1]) || isCertificateLabel(frame[1]));
  const foreign = findForeign(tight, labels);
  if (foreign !== null && !(foreign === "x509_certificate" && holdsKey)) refuse(foreign);
  if (!holdsKey && tight.includes("-----")) refuse(hasPrivateKey(tight) ? "private_key" : whatIsWrongWithFrame(tight));

  const body = holdsKey ? frame[2] : tight;
  const found = findBytes(body, holdsKey ? spacedBody(lineless) : lineless.trim());
  const inner = found !== null && textIn(found.bytes);
  if (inner) return again(inner, "base64_unwrapped");
  if (found === null || found.bytes[0] !== sequence) {
    refuse(hasPrivateKey(tight) ? "private_key" : foreign ?? whatElse(lineless.trim(), body, holdsKey, found));
  }

  if (found.code !== null) refuse(hasPrivateKey(tight) ? "private_key" : found.code);
  if (found.correction) corrections.add(found.correction);
  if (unwritten !== plain) corrections.add("written_line_breaks_removed");
  if (lineless !== unwritten) corrections.add("line_breaks_removed");
  if (holdsKey && isCertificateLabel(frame[1])) corrections.add("label_corrected");
  if (!holdsKey) corrections.add("header_added");
  const blankless = holdsKey ? frameOf(frame[1], body) : body;
  if (lineless !== blankless && found.correction !== "plus_signs_restored") corrections.add("blanks_removed");
  if (found.bytes[firstMember] === integer) corrections.add("converted_from_pkcs1");
  return found.bytes;
}

// The body as it is, with the letters of base64url, or with the plus signs that a form has turned into spaces:
// whichever gives a key, otherwise what there is.
function findBytes(body, spaced) {
  const candidates = [{ text: body }];
  if (/[-_]/.test(body)) candidates[0] = { text: body.replaceAll("-", "+").replaceAll("_", "/"), correction: "base64url_restored" };
  if (/ /.test(spaced)) candidates.push({ text: spaced.replaceAll(" ", "+"), correction: "plus_signs_restored" });
  const found = candidates
    .map(({ text, correction }) => ({ bytes: decodeBase64(text), correction }))
    .filter(({ bytes }) => bytes !== null)
    .map(candidate => ({ ...candidate, code: candidate.bytes[0] === sequence ? judge(candidate.bytes) : "not_a_key" }));
  return found.find(({ code }) => code === null)
    ?? found.find(({ code }) => code !== "cut_off" && code !== "not_a_key") ?? found[0] ?? null;
}

const spacedBody = lineless => /-----\s*BEGIN[A-Z0-9\s]+-----(.*?)-----\s*END/s.exec(lineless)?.[1].trim() ?? "";

// Base64 around a text instead of DER.
function textIn(bytes) {
  if (bytes.length < 64) return null;
  const text = decodeText(bytes);
  return /^[\t\n\r\u0020-\u007E\u00A0-\uFFFC]+$/.test(text) || hasSecret(text.replaceAll("\0", "")) ? text : null;
}
