import { randomHex, toBase64Url, toUtf8 } from "./encoding";
import type { Database } from "./indexed";
import type { Reports } from "./reports";

/** Proves that this browser has the key that the token names (RFC 9449). */
export interface Proof {
  /** The thumbprint of the key (RFC 7638), for the claim cnf.jkt; undefined where there is no WebCrypto. */
  thumbprint(): Promise<string | undefined>;
  /** A proof for one request; undefined as above. */
  make(url: string, token: string): Promise<string | undefined>;
}

const CURVE = { name: "ECDSA", namedCurve: "P-256" };

const hash = async (text: string): Promise<string> => toBase64Url(await crypto.subtle.digest("SHA-256", toUtf8(text)));

export function createProof(database: Promise<Database | undefined>, reports: Reports): Proof {
  const load = async () => {
    const db = await database;
    // The private key cannot be exported: a script can use it, but not take it away.
    const keys =
      (await db?.keepKey(undefined)) ??
      (await crypto.subtle.generateKey(CURVE, false, ["sign"]).then((made) => (db ? db.keepKey(made) : made)));
    const { crv, kty, x, y } = await crypto.subtle.exportKey("jwk", keys!.publicKey);
    const jwk = { crv, kty, x, y };
    return { key: keys!.privateKey, jwk, thumbprint: await hash(JSON.stringify(jwk)) };
  };
  let loading: Promise<Awaited<ReturnType<typeof load>> | undefined> | undefined;
  const find = () => (loading ??= load().catch((thrown): undefined => void reports.error("proof_unavailable", thrown)));
  return {
    thumbprint: async () => (await find())?.thumbprint,
    async make(url, token) {
      const found = await find();
      if (!found) return undefined;
      const htu = new URL(url, document.baseURI);
      const parts = [
        { typ: "dpop+jwt", alg: "ES256", jwk: found.jwk },
        {
          jti: randomHex(16),
          htm: "POST",
          htu: htu.origin + htu.pathname,
          iat: Math.floor(Date.now() / 1000),
          ath: await hash(token),
        },
      ];
      const signed = parts.map((part) => toBase64Url(toUtf8(JSON.stringify(part)))).join(".");
      return signed + "." + toBase64Url(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, found.key, toUtf8(signed)));
    },
  };
}
