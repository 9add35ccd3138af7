import type { Proving } from "./proving";
import type { Settings } from "./settings";
import type { Token } from "./tokens";

/** What came back. */
export interface Answer {
  /** The HTTP status; 0 if no answer came. */
  status: number;
  /** From the JSON of the answer, if there was any: */
  accepted?: number;
  results?: { index: number; status: number; code: string; errors?: object[] }[];
  code: string;
  detail: string;
  /** What Retry-After asked for, in milliseconds. */
  retryAfter: number;
}

/** Posts a batch. Never rejects. */
export type Post = (body: string, token: Token | undefined, keepalive: boolean) => Promise<Answer>;

export const createPost =
  (settings: Settings, proving: Proving): Post =>
  async (body, token, keepalive) => {
    const abort = new AbortController();
    // After an answer it aborts nothing.
    setTimeout(() => abort.abort(), settings.timeoutMs);
    const none: Answer = { status: 0, code: "", detail: "", retryAfter: 0 };
    try {
      const url = settings.endpoint + "/v4/events/batch";
      const headers: Record<string, string> = token ? { Authorization: "Bearer " + token.text } : {};
      // A body of text goes as text/plain, which the server reads as JSON. Without a token browsers then need no preflight.
      const request = { method: "POST", headers, body, keepalive, credentials: "omit", signal: abort.signal } as const;
      // Where a token must be proven and cannot be, this throws, and nothing is sent.
      const response = await (token && settings.proofOfPossession ? (await proving())!.send(url, request, token.text) : fetch(url, request));
      const asked = response.headers.get("Retry-After")!;
      return {
        ...none,
        // Of anything else than an object nothing comes that is read.
        ...(await response.json().catch(() => 0)),
        status: response.status,
        retryAfter: +asked * 1000 || Math.max(0, Date.parse(asked) - Date.now()) || 0,
      };
    } catch {
      // No network, a broken connection, or no answer in time: the outcome is unknown.
      return none;
    }
  };
