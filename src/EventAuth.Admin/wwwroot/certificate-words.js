// Recognises, by its words, what people paste instead of a public key. Texts are "tight": without spaces and line breaks.
import { decodeBase64 } from "./certificate-base64.js";
import { isCertificateOfAnotherKey, isWhole, judge } from "./certificate-structure.js";

const blanks = /[\s\u0085\0]+/g;
// PEM and PuTTY, a JWK with quotation marks and without, XML, OpenSSH, the text that openssl prints, age, a keystore of Java.
// Then what may be anywhere in another text: " PRIVATE KEY-" in base64, from each of three places on; the bytes of PKCS#8 and PKCS#1
// in base64, in hexadecimal digits and as numbers.
const secrets = new RegExp([
  "BEGIN[A-Z0-9]{0,20}PRIVATEKEY", "PRIVATEKEY(BLOCK)?--", "PuTTY-User-Key-File", `["']d["']:["']`, `[{,]d:["']`, "<InverseQ>",
  "b3BlbnNzaC1rZXktdjE", "openssh-key-v1", "Private-Key:", "privateExponent", "AGE-SECRET-KEY-", "^/u3\\+7Q", "^zs7Ozg",
  "IFBSSVZBVEUgS0VZL", "BQUklWQVRFIEtFWS", "gUFJJVkFURSBLRVkt",
  "MII[A-Za-z0-9+/]{3}IB(AAKC|ADANBgkqhkiG9w0BAQ)",
  "3082[0-9a-f]{4}020100(300d|0282)",
  "\\b(48,130|0x30,0x82),\\w+,\\w+,(2,1,0|0x02,0x01,0x00),",
].join("|"), "i");
const certificate = /^(TRUSTED|X509)?CERTIFICATE$/;
const publicLabel = /^(RSA)?PUBLICKEY$/;
const lined = /^-----BEGIN (?:[A-Z0-9]+ )?CERTIFICATE-----\r?\n(?:[A-Za-z0-9+/=]{1,76}\r?\n)+-----END (?:[A-Z0-9]+ )?CERTIFICATE-----\s*$/m;
const sshKey = /^(ssh-|ecdsa-sha2-|sk-ssh-|sk-ecdsa-|----BEGINSSH2PUBLICKEY|AAAAB3Nz|AAAAC3Nz|AAAAE2Vj)/;
const encrypted = /^Salted__|^U2FsdGVkX1|^age-encryption\.org|^-----BEGIN(AGEENCRYPTEDFILE|PGPMESSAGE)/;
const token = /^(Bearer)?ey[JA][\w-]*(\.[\w-]*){2,4}$/;
// 32 digits without colons are a random secret: a fingerprint of that length has colons.
const fingerprint = /^(?![0-9a-f]{32}-?$)((MD5|SHA-?(1|256|384|512))(Fingerprint)?[:=])?([0-9a-f]{2}:?){15,63}[0-9a-f]{2}-?$/i;
const namedFingerprint = /^SHA(1|256|512)[:/][A-Za-z0-9+/]{27,86}=*$/i;
// The name of a key in a cloud is not a secret.
const sharedSecret = /^(?!arn:|projects\/)(?=.*[0-9])(?=.*[A-Za-z])[\x21-\x7e]{16,128}$/;

/** Whether a text contains a private key in a form that has words. */
export const hasSecret = text => secrets.test(text.replace(blanks, ""));

export const isCertificateLabel = label => certificate.test(label);

export const isPublicLabel = label => publicLabel.test(label);

/** A body between its lines, with the spaces that belong in them. */
export function frameOf(label, body) {
  const spelled = label.replace(/^(RSA|X509|TRUSTED)(?=.)/, "$1 ").replace("PUBLICKEY", "PUBLIC KEY");
  return `-----BEGIN ${spelled}-----${body}-----END ${spelled}-----`;
}

/** What the text is, if it is clearly not a public key in PEM or base64; null if it may be one. */
export function findForeign(tight, labels) {
  if (tight === "") return "empty";
  if (hasSecret(tight)) return "private_key";
  if (encrypted.test(tight)) return "encrypted_file";
  if (labels.some(label => label.startsWith("PGP"))) return "pgp_key";
  if (labels.some(label => label.endsWith("CERTIFICATEREQUEST"))) return "certificate_request";
  if (labels.some(label => label === "PKCS7" || label === "CMS")) return "pkcs7";
  const blocks = tight.split("-----BEGIN").length - 1;
  if (blocks > 0 && labels.length === blocks && labels.every(label => isCertificateLabel(label))) return "x509_certificate";
  if (sshKey.test(tight)) return sshKind(tight);
  if (blocks > 1) return "several_keys";
  if (token.test(tight)) return "token";
  return fingerprint.test(tight) || namedFingerprint.test(tight) ? "fingerprint" : null;
}

// Only an RSA key can be converted.
const sshKind = tight => tight.includes("AAAAB3NzaC1yc2") ? "openssh_public_key" : "not_rsa";

// For what one command turns into a public key, the exact form matters, because the command depends on it: it is offered only
// if it works on exactly this text.
export function wayOut(code, given) {
  if (code === "x509_certificate" && isOfAnotherKey(given)) return "not_rsa";
  if (code === "x509_certificate" && !lined.test(given)) {
    return isCertificateWithoutFrame(given) ? "x509_certificate_unframed" : "x509_certificate_unreadable";
  }
  if (code !== "openssh_public_key" || /^(?!\uFEFF)\s*ssh-rsa [A-Za-z0-9+/=]+(?: [^\r\n]*)?\s*$/.test(given)) return code;
  if (/^\s*AAAA[A-Za-z0-9+/=\s]+$/.test(given)) return "openssh_key_body";
  return /^---- BEGIN SSH2 PUBLIC KEY ----\r?\n/.test(given) ? "ssh2_public_key" : "openssh_key_unreadable";
}

// The command would extract a key that cannot check tokens.
function isOfAnotherKey(given) {
  const bytes = bytesIn(lined.exec(given)?.[0] ?? given);
  return bytes !== null && isCertificateOfAnotherKey(bytes);
}

// As the command does it: without escaped line breaks, lines of dashes and anything that is not base64.
function bytesIn(given) {
  const body = given.replace(/\\[nrt]/g, "").replace(/-----[A-Z0-9 ]*-----/g, "").replace(/[^A-Za-z0-9+/=]/g, "");
  return body.length % 4 === 0 ? decodeBase64(body) : null;
}

function isCertificateWithoutFrame(given) {
  const bytes = bytesIn(given);
  return bytes !== null && bytes.length > 0
    && (judge(bytes) === "x509_certificate" && isWhole(bytes) || lined.test(new TextDecoder().decode(bytes)));
}

/** What is wrong with a text that has lines of dashes, but not one pair around all of it. */
export function whatIsWrongWithFrame(tight) {
  if (/-----BEGIN((RSA)?PUBLICKEY)-----.*-----END\1-----/s.test(tight)) return "trailing_bytes";
  const label = /-----BEGIN([A-Z0-9]*)-----/.exec(tight);
  return label && !isPublicLabel(label[1]) ? "not_a_key" : "cut_off";
}

/** What a body is if it is not DER. */
export function whatElse(text, body, isFramed, found) {
  const isBase64 = /^[A-Za-z0-9+/]*={0,2}$/.test(body);
  if (found === null && (/^-|-$/.test(body) || isBase64 && (isFramed || body.startsWith("MII")))) return "cut_off";
  if (found?.bytes.length === 0) return isFramed ? "cut_off" : "not_a_key";
  return !isFramed && sharedSecret.test(text) ? "shared_secret" : "not_a_key";
}

/** A private key among other things is still a private key. */
export const hasPrivateKey = tight => (tight.match(/[A-Za-z0-9+/]{40,}/g) ?? [])
  .some(run => judge(decodeBase64(run.slice(0, run.length - run.length % 4))) === "private_key");
