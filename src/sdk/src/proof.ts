import { randomHex, toBase64Url, toUtf8 } from "./encoding";
import type { Transact } from "./indexed";

/** Proves that this browser has the key that the token names (RFC 9449). */
export interface Proof {
  /** The thumbprint of the key (RFC 7638), for the claim cnf.jkt. */
  thumbprint: string;
  /** Sends a request with this token and a proof of its own. */
  send(url: string, request: RequestInit, token: string): Promise<Response>;
}

/** The file of this folder that is loaded only where it is needed. */
export interface ProofFile {
  createProof(transact: Transact | undefined): Promise<Proof>;
}

const CURVE = { name: "ECDSA", namedCurve: "P-256" };

/** A difference that does not matter: the header Date has whole seconds, and an answer takes a moment. */
const MOST_OFF_MS = 5000;

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
  /** How far this clock is behind the server's, by the header Date of its answers, where the page may read it. */
  let offset = 0;

  const prove = async (url: string, token: string): Promise<string> => {
    const htu = new URL(url, document.baseURI);
    const iat = Math.floor((Date.now() + offset) / 1000);
    const parts = [
      { typ: "dpop+jwt", alg: "ES256", jwk },
      { jti: randomHex(16), htm: "POST", htu: htu.origin + htu.pathname, iat, ath: await hash(token.trim()) },
    ];
    const signed = parts.map((part) => toBase64Url(toUtf8(JSON.stringify(part)))).join(".");
    return signed + "." + toBase64Url(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, keys.privateKey, toUtf8(signed)));
  };

  const send = async (url: string, request: RequestInit, token: string, isAgain?: boolean): Promise<Response> => {
    const used = offset;
    const headers = { Authorization: "DPoP " + token, DPoP: await prove(url, token) };
    const response = await fetch(url, { ...request, headers });
    const date = Date.parse(response.headers.get("Date") ?? "");
    if (date) offset = date - Date.now();
    // The proof had another time than the server: once more with the right one.
    const isOff = response.status === 401 && Math.abs(offset - used) > MOST_OFF_MS;
    return isOff && !isAgain ? send(url, request, token, true) : response;
  };

  return { thumbprint: await hash(JSON.stringify(jwk)), send: (url, request, token) => send(url, request, token) };
};
