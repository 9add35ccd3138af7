// Decides what a pasted text or a file is, without sending it anywhere. Only an RSA public key that fills the whole input is public;
// everything else has one of the refusal codes of the contract. The words for the codes live on the server.

const maxLength = 64 * 1024;
const rsaEncryption = "06092a864886f70d010101";
const rsaPss = "06092a864886f70d01010a";
const integer = 0x02, bitString = 0x03, octetString = 0x04, sequence = 0x30;

const secrets = /PRIVATEKEY|PuTTY-User-Key-File|"d":"|b3BlbnNzaC1rZXktdjE|openssh-key-v1/i;
const certificates = /-----BEGIN(TRUSTED|X509)?CERTIFICATE-----/g;
const sshPublic = /^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-|sk-ssh-|sk-ecdsa-|----BEGINSSH2PUBLICKEY|AAAAB3NzaC1)/;
const framed = /^-----BEGIN((?:RSA)?PUBLICKEY)-----(.*?)-----END\1-----$/s;
const blanks = /[\s\u0085\u200B\u2060\uFEFF]+/g;

const refused = code => ({ code });

/**
 * @param {string | Uint8Array} input what was typed, pasted or dropped, or the bytes of a file
 * @returns {{ text: string } | { code: string }} the text that may leave the browser, or why nothing may
 */
export function recognise(input) {
  return typeof input === "string" ? recogniseText(input) : recogniseBytes(input);
}

function recogniseBytes(bytes) {
  if (bytes.length > maxLength) return refused("too_large");
  if (bytes[0] === sequence) {
    const code = judge(bytes);
    if (code === null) return { text: btoa(String.fromCharCode(...bytes)) };
    if (code !== "not_a_key") return refused(code);
  }
  return recogniseText(decodeText(bytes));
}

// The mark is kept, so that the page can say that it was taken away.
function decodeText(bytes) {
  const [first, second] = bytes;
  const encoding = first === 0xff && second === 0xfe || second === 0 ? "utf-16le"
    : first === 0xfe && second === 0xff || first === 0 ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

function recogniseText(text) {
  if (text.length > maxLength) return refused("too_large");
  const tight = text.replace(/^\uFEFF/, "").replace(/\\[rnt]/g, "").replace(blanks, "");
  const foreign = findForeign(tight);
  if (foreign) return refused(foreign);

  const frame = framed.exec(tight);
  if (!frame && tight.includes("-----")) return refused(whatIsWrongWithFrame(tight));

  const body = frame ? frame[2] : tight;
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(body)) return refused(/^-|-$/.test(body) ? "cut_off" : "not_a_key");
  const bytes = decodeBase64(body);
  if (bytes === null || bytes.length === 0) return refused(frame || body.startsWith("MII") ? "cut_off" : "not_a_key");
  if (!frame && bytes[0] !== sequence) return refused(secrets.test(unwrap(bytes)) ? "private_key" : "not_a_key");

  const code = judge(bytes);
  return code === null ? { text: shorten(text) } : refused(code);
}

function findForeign(tight) {
  if (tight === "") return "empty";
  if (secrets.test(tight)) return "private_key";
  const blocks = tight.split("-----BEGIN").length - 1;
  if (blocks > 0 && (tight.match(certificates) ?? []).length === blocks) return "x509_certificate";
  if (sshPublic.test(tight)) return "openssh_public_key";
  return blocks > 1 ? "several_keys" : null;
}

function whatIsWrongWithFrame(tight) {
  if (/-----BEGIN((RSA)?PUBLICKEY)-----.*-----END\1-----/s.test(tight)) return "trailing_bytes";
  const label = /-----BEGIN([A-Z0-9]*)-----/.exec(tight);
  return label && !/^(RSA)?PUBLICKEY$/.test(label[1]) ? "not_a_key" : "cut_off";
}

function decodeBase64(body) {
  if (body.length % 4 !== 0) return null;
  return Uint8Array.from(atob(body), character => character.charCodeAt(0));
}

// base64 around a text instead of DER: the text, whatever its encoding, without what moves its characters apart.
function unwrap(bytes) {
  return String.fromCharCode(...bytes).replace(/\0/g, "").replace(blanks, "");
}

// One message of the live connection has room for any key, but not for 64 KiB of blanks; one blank of each kind tells as much.
function shorten(text) {
  return text.replace(blanks, run => [...new Set(run)].join(""));
}

// What DER bytes hold, told by their structure alone: null for an RSA public key that fills them, else a code.
// Secrets are told by how they begin, so that a cut-off or prolonged one is still called what it is.
function judge(bytes) {
  const outer = take(bytes);
  if (outer.tag !== sequence) return outer.outcome === "cut" && outer.tag === undefined ? "cut_off" : "not_a_key";
  const head = take(outer.content);
  const next = head.rest?.[0];
  if (head.tag === integer && head.content.length === 1) return "private_key";
  if (head.tag === sequence && (head.content[0] === 0xa0 || head.content[0] === integer)) return "x509_certificate";
  if (head.tag === sequence && next === octetString) return "private_key";
  if (outer.outcome === "cut" || head.outcome === "cut") return "cut_off";
  if (outer.outcome !== "taken" || head.outcome !== "taken") return "not_a_key";
  const after = outer.rest.length;
  if (head.tag === integer) return judgeNumbers(outer.content, after);
  return head.tag === sequence && next === bitString ? judgeInfo(head.content, head.rest, after) : "not_a_key";
}

// SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7)
function judgeInfo(algorithm, rest, after) {
  const name = hex(algorithm);
  const bits = take(rest);
  if (bits.outcome !== "taken" || bits.content[0] !== 0) return "not_a_key";
  if (name.startsWith(rsaPss)) return "rsa_pss";
  if (!name.startsWith(rsaEncryption)) return name.startsWith("06") ? "not_rsa" : "not_a_key";
  const numbers = take(bits.content.subarray(1));
  if (name !== rsaEncryption + "0500" || numbers.outcome !== "taken" || numbers.tag !== sequence) return "not_a_key";
  return judgeNumbers(numbers.content, bits.rest.length + numbers.rest.length + after);
}

// RFC 8017, appendix A.1.1. Sizes are judged here already: in a sound one, neither the primes nor the private exponent
// of a key can stand where its modulus or its public exponent belongs.
function judgeNumbers(content, after) {
  const modulus = take(content);
  if (modulus.outcome !== "taken" || modulus.tag !== integer) return "not_a_key";
  const exponent = take(modulus.rest);
  if (exponent.outcome !== "taken" || exponent.tag !== integer) return "not_a_key";
  if (exponent.rest.length + after > 0) return "trailing_bytes";
  const size = modulus.content[0] === 0 ? modulus.content.subarray(1) : modulus.content;
  if (size.length < 256 || size.length === 256 && size[0] < 0x80) return "key_too_short";
  if (size.length > 1024) return "key_too_long";
  return exponent.content.length > 9 ? "bad_exponent" : null;
}

// Takes the first value off DER bytes (X.690, sections 8.1 and 10.1).
function take(bytes) {
  if (bytes.length < 2) return { outcome: bytes.length === 0 || bytes[0] === sequence ? "cut" : "bad" };
  const tag = bytes[0];
  let length = bytes[1];
  let start = 2;
  if (length >= 0x80) {
    const size = length - 0x80;
    if (size === 0 || size > 4) return { outcome: "bad" };
    if (bytes.length < 2 + size) return { outcome: "cut" };
    start = 2 + size;
    length = bytes.subarray(2, start).reduce((value, octet) => value * 256 + octet, 0);
    if (bytes[2] === 0 || length < 0x80) return { outcome: "bad" };
  }
  const content = bytes.subarray(start, start + length);
  return content.length < length
    ? { outcome: "cut", tag, content, rest: bytes.subarray(bytes.length) }
    : { outcome: "taken", tag, content, rest: bytes.subarray(start + length) };
}

function hex(bytes) {
  return Array.from(bytes, octet => octet.toString(16).padStart(2, "0")).join("");
}
