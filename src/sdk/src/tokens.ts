import { isReadable, readClaims } from "./jwt";
import type { Proving } from "./proving";
import type { Reports } from "./reports";
import { backoff, type Settings } from "./settings";
import { later } from "./timers";

/** A token with the identity that it proves. */
export interface Token {
  text: string;
  identity: string;
}

/** The token of the page: one question at a time to the site's `getToken`, however many events wait. */
export interface Tokens {
  /** Sets what the site gave; nothing forgets it. */
  set(text: string | null | undefined): void;
  /** The token that is there, without asking. */
  peek(): Token | undefined;
  /** The identity of the last token, also of one that has expired or was refused; undefined after a sign-out, and if nobody has signed in. */
  owner(): string | undefined;
  /** Whether a token is there or on its way: `getToken` is asked, has failed, or will be asked for another one than was refused. */
  isExpected(): boolean;
  /** The token to send with: asks for one if there is none or it expires soon. Never rejects. */
  current(): Promise<Token | undefined>;
  /** Says that the server took it. */
  worked(token: Token | undefined): void;
  /** Says that the server refused it. */
  refuse(token: Token, code: string): void;
  /** From when it makes sense to ask again: Unix time in milliseconds; never, without `getToken`. */
  askAgainAt(): number;
  stop(): void;
}

const MARGIN_MS = 60_000;
const NOBODY_MS = 60_000;
const MOST_REFUSALS = 2;

export function createTokens(
  settings: Settings,
  reports: Reports,
  proving: Proving,
  changed: () => void,
): Tokens {
  let token: Token | undefined;
  let owner: string | undefined;
  /** Whether `getToken` has not said yet who is signed in. */
  let isDue = true;
  let refreshAt = 0;
  let refusals = 0;
  let askAt = 0;
  /** How often the site has set it: what was asked for before that is out of date. */
  let sets = 0;
  let asking: Promise<void> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const forget = (): void => {
    token = undefined;
    refreshAt = 0;
    clearTimeout(timer);
  };

  const take = (text: string | null | undefined): void => {
    // A page, say, to which the site's backend has led: sent as a token, it would break every request. A line break at the end is fine.
    if (/\s./.test(text!)) throw "token";
    const now = Date.now();
    forget();
    owner = undefined;
    if (!text) return;
    refreshAt = Infinity;
    const claims = readClaims(text);
    token = { text, identity: claims.identity };
    if (isReadable(claims.identity)) owner = claims.identity;
    // By a clock that is wrong it may seem to have expired; then the server says when it has.
    const left = claims.expiresAt - now;
    if (left <= 0) return;
    refreshAt = claims.expiresAt - Math.min(MARGIN_MS, left / 5);
    // Timers may be a little early.
    if (settings.getToken) timer = later(current, refreshAt - now + 5);
  };

  const ask = async (): Promise<void> => {
    const asked = sets;
    try {
      const thumbprint = (await proving())?.thumbprint;
      const text = await Promise.race([
        settings.getToken!(thumbprint ? { thumbprint } : {}),
        new Promise<never>((_, reject) => setTimeout(reject, settings.timeoutMs)),
      ]);
      if (asked === sets) {
        take(text);
        isDue = false;
        askAt = token ? 0 : Date.now() + NOBODY_MS;
      }
    } catch (thrown) {
      askAt = Date.now() + backoff(settings, ++refusals);
      reports.error("token_unavailable", thrown);
    }
    asking = undefined;
  };

  const current = async (): Promise<Token | undefined> => {
    const now = Date.now();
    if (settings.getToken && now >= refreshAt && now >= askAt) await (asking ??= ask());
    // A token that must be proven is of no use without a proof.
    return settings.proofOfPossession && !(await proving()) ? undefined : token;
  };

  return {
    set(text) {
      sets++;
      refusals = askAt = 0;
      isDue = true;
      take(text);
      changed();
    },
    peek: () => token,
    owner: () => owner,
    isExpected: () => !!(token || (settings.getToken && isDue)),
    current,
    worked(used) {
      if (used && used.text === token?.text) refusals = 0;
    },
    refuse(used, code) {
      if (used.text !== token?.text) return;
      forget();
      isDue = true;
      askAt = 0;
      // One that was just made is refused, too: something is wrong with all of them, and asking at once would not help.
      if (++refusals >= MOST_REFUSALS || !settings.getToken) {
        askAt = Date.now() + backoff(settings, refusals);
        reports.error(code);
      }
    },
    askAgainAt: () => (settings.getToken ? askAt : Infinity),
    stop: () => clearTimeout(timer),
  };
}
