/** What the SDK reads in a token. It checks nothing: that is the server's work. */
export interface Claims {
  /** When it expires: Unix time in milliseconds; 0 if it does not say. */
  expiresAt: number;
  /** The identifier that the server goes by: of customId, email, uuid the first that is there, else sub. */
  identity: string;
}

/** Whether an identity names somebody: not "" for none, and not "?" for a token that cannot be read. */
export const isReadable = (identity: string): boolean => !!identity[1];

export function readClaims(token: string): Claims {
  try {
    const text = atob(token.split(".")[1]!.replace(/-/g, "+").replace(/_/g, "/"));
    // The two together read the letters of the binary text as bytes of UTF-8.
    const claims = JSON.parse(decodeURIComponent(escape(text)));
    const name = ["customId", "email", "uuid", "sub"].find((one) => claims[one])!;
    return { expiresAt: claims.exp * 1000 || 0, identity: name.concat(":", claims[name]) };
  } catch {
    // The server will refuse it, and then nothing was stored.
    return { expiresAt: 0, identity: "?" };
  }
}
