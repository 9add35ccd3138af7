// What DER bytes are, by their structure alone (X.690). Secrets, certificates and so on are recognised by their first bytes,
// so that a truncated or extended one is still recognised.

const rsaEncryption = "06092a864886f70d010101";
const rsaPss = "06092a864886f70d01010a";
// Anything that claims to be longer is not a key.
const maxLength = 1 << 20;
const integer = 0x02, bitString = 0x03, octetString = 0x04, objectIdentifier = 0x06, sequence = 0x30, version = 0xa0;

/**
 * @param {Uint8Array} bytes
 * @returns {string | null} null for exactly one RSA public key, otherwise a code of the contract
 */
export function judge(bytes) {
  const outer = take(bytes);
  if (outer.tag !== sequence) return outer.outcome === "cut" && outer.tag === undefined ? "cut_off" : "not_a_key";
  const head = take(outer.content);
  const next = head.rest?.[0];
  if (head.tag === integer && head.outcome === "taken" && head.content.length === 1) return "private_key";
  if (head.tag === objectIdentifier && head.outcome === "taken") return "pkcs7";
  const first = head.tag === sequence ? take(head.content) : {};
  if (first.tag === version) return "x509_certificate";
  if (first.tag === integer && first.outcome === "taken") {
    return first.content.length === 1 && first.content[0] === 0 ? "certificate_request" : "x509_certificate";
  }
  if (head.tag === sequence && next === octetString) return "private_key";
  if (outer.outcome === "cut" || head.outcome === "cut") return "cut_off";
  if (outer.outcome !== "taken" || head.outcome !== "taken") return "not_a_key";
  const after = outer.rest.length;
  if (head.tag === integer) return judgeNumbers(outer.content, after);
  return head.tag === sequence && next === bitString ? judgeInfo(head.content, head.rest, after) : "not_a_key";
}

/** Whether a certificate has the key of an elliptic curve (RFC 5480, section 2.1.1; RFC 8410, section 3) and no RSA key. */
export function isCertificateOfAnotherKey(bytes) {
  const all = hex(bytes);
  return !all.includes(rsaEncryption) && ["06072a8648ce3d0201", "06032b6570", "06032b6571"].some(kind => all.includes(kind));
}

/** Whether the first value has all the bytes that it claims. */
export const isWhole = bytes => take(bytes).outcome === "taken";

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

// RFC 8017, appendix A.1.1. Sizes are checked here already: in a valid key, neither the primes nor the private exponent
// can be in the place of the modulus or the public exponent.
function judgeNumbers(content, after) {
  const modulus = take(content);
  if (modulus.outcome !== "taken" || modulus.tag !== integer) return "not_a_key";
  const exponent = take(modulus.rest);
  if (exponent.outcome !== "taken" || exponent.tag !== integer) return "not_a_key";
  if (exponent.rest.length + after > 0) return "trailing_bytes";
  if (!isPositive(modulus.content) || !isPositive(exponent.content)) return "not_a_key";
  const size = magnitude(modulus.content);
  if (size.length < 256 || size.length === 256 && size[0] < 0x80) return "key_too_short";
  if (size.length > 1024) return "key_too_long";
  if (size.at(-1) % 2 === 0) return "even_modulus";
  return isGoodExponent(magnitude(exponent.content)) ? null : "bad_exponent";
}

// Odd, from 65537, within 64 bits.
const isGoodExponent = exponent =>
  exponent.at(-1) % 2 === 1 && exponent.length <= 8 && exponent.reduce((value, octet) => value * 256 + octet, 0) >= 65537;

// X.690, section 8.3.2: as few octets as possible; the first one shows the sign.
const isPositive = number => number.length > 0 && number[0] < 0x80
  && (number.length === 1 ? number[0] > 0 : number[0] !== 0 || number[1] >= 0x80);

const magnitude = number => number[0] === 0 ? number.subarray(1) : number;

// Reads the first value of DER bytes (X.690, sections 8.1 and 10.1).
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
    if (bytes[2] === 0 || length < 0x80 || length >= maxLength) return { outcome: "bad" };
  }
  const content = bytes.subarray(start, start + length);
  return content.length < length
    ? { outcome: "cut", tag, content, rest: bytes.subarray(bytes.length) }
    : { outcome: "taken", tag, content, rest: bytes.subarray(start + length) };
}

const hex = bytes => Array.from(bytes, octet => octet.toString(16).padStart(2, "0")).join("");

/** SubjectPublicKeyInfo is made by the server; here the two numbers become RSAPublicKey (RFC 8017, appendix A.1.1). */
export function encodeNumbers(modulus, exponent) {
  const wrap = (tag, content) => {
    const length = content.length < 0x80 ? [content.length]
      : content.length < 0x100 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff];
    return [tag, ...length, ...content];
  };
  const number = octets => {
    const first = octets.findIndex(octet => octet !== 0);
    const short = first < 0 ? [0] : [...octets.subarray(first)];
    return wrap(integer, short[0] >= 0x80 ? [0, ...short] : short);
  };
  return Uint8Array.from(wrap(sequence, [...number(modulus), ...number(exponent)]));
}
