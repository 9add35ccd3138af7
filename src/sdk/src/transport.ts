import type { Proving } from "./proving";
import type { Settings } from "./settings";
import type { Token } from "./tokens";

/** What came back. */
export interface Answer {
  /** The HTTP status; 0 if no answer came. */
  status: number;
  /** The JSON of the answer; empty if there was none. */
  content: {
    accepted?: number;
    results?: { index: number; status: number; code: string; errors?: object[] }[];
    code?: string;
    detail?: string;
  };
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
    const answer: Answer = { status: 0, content: {}, retryAfter: 0 };
    try {
      const url = settings.endpoint + "/v4/events/batch";
      const headers: Record<string, string> = {};
      if (token) {
        // Where it must be proven and cannot be, it throws, and nothing is sent.
        if (settings.proofOfPossession) headers["DPoP"] = await (await proving())!.prove(url, token.text, Date.now());
        headers["Authorization"] = (headers["DPoP"] ? "DPoP " : "Bearer ") + token.text;
      }
      // A body of text goes as text/plain, which the server reads as JSON. Without a token browsers then need no preflight.
      const response = await fetch(url, { method: "POST", headers, body, keepalive, credentials: "omit", signal: abort.signal });
      const asked = response.headers.get("Retry-After")!;
      answer.retryAfter = +asked * 1000 || Math.max(0, Date.parse(asked) - Date.now()) || 0;
      // Anything else than an object has none of its members.
      answer.content = (await response.json().catch(() => 0)) || {};
      answer.status = response.status;
    } catch {
      // No network, a broken connection, or no answer in time: the outcome is unknown.
    }
    return answer;
  };
