import { randomHex, toBase64Url, toUtf8 } from "./encoding";
import type { Transact } from "./indexed";

/** Proves that this browser has the key that the token names (RFC 9449). */
export interface Proof {
  /** The thumbprint of the key (RFC 7638), for the claim cnf.jkt. */
  thumbprint: string;
  /** A proof for one request with this token, made at this time: Unix time in milliseconds. */
  prove(url: string, token: string, now: number): Promise<string>;
}

/** The file of this folder that is loaded only where it is needed. */
export interface ProofFile {
  createProof(transact: Transact | undefined): Promise<Proof>;
}

const CURVE = { name: "ECDSA", namedCurve: "P-256" };

const hash = async (text: string): Promise<string> => toBase64Url(await crypto.subtle.digest("SHA-256", toUtf8(text)));

/** The stored key, or this one after storing it. */
const keepKey = (transact: Transact, made: CryptoKeyPair | undefined): Promise<CryptoKeyPair | undefined> =>
  transact("keys", (keys, done) => {
    const reading: IDBRequest<CryptoKeyPair | undefined> = keys.get("proof");
    reading.onsuccess = () => {
      // Of two tabs that make one at the same time, both use the first.
      if (!reading.result && made) keys.put(made, "proof");
      done(reading.result ?? made);
    };
  });

/** Finds or makes the key; rejects where there is no WebCrypto. Without a database the key lives as long as the page. */
export const createProof: ProofFile["createProof"] = async (transact) => {
  // The private key cannot be exported: a script can use it, but not take it away.
  const make = () => crypto.subtle.generateKey(CURVE, false, ["sign"]);
  const keys = transact ? ((await keepKey(transact, undefined)) ?? (await keepKey(transact, await make()))!) : await make();
  const { crv, kty, x, y } = await crypto.subtle.exportKey("jwk", keys.publicKey);
  const jwk = { crv, kty, x, y };
  return {
    thumbprint: await hash(JSON.stringify(jwk)),
    async prove(url, token, now) {
      const htu = new URL(url, document.baseURI);
      const parts = [
        { typ: "dpop+jwt", alg: "ES256", jwk },
        { jti: randomHex(16), htm: "POST", htu: htu.origin + htu.pathname, iat: Math.floor(now / 1000), ath: await hash(token) },
      ];
      const signed = parts.map((part) => toBase64Url(toUtf8(JSON.stringify(part)))).join(".");
      return signed + "." + toBase64Url(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, toUtf8(signed)));
    },
  };
};
