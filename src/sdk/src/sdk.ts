import { randomHex } from "./encoding";
import { describePage, readForm } from "./events";
import { findUuid, keepUuid } from "./identity";
import { type IndexedStore, openDatabase } from "./indexed";
import type { ProofFile } from "./proof";
import { createProving } from "./proving";
import { createReports } from "./reports";
import { createSender } from "./sender";
import type { Sender } from "./sending";
import { defaults } from "./settings";
import { createLocalStore, createMemoryStore, moveLocal, type Store } from "./store";
import { createTokens } from "./tokens";
import { createPost } from "./transport";
import type { EventParams, Options, Sdk, State } from "./types";

declare const VERSION: string;

/** What was tracked before init. */
const MOST_EARLY = 1000;

/** Makes the SDK of a page. Nothing is read, stored or sent before init. */
export function createSdk(endpoint: string, loadProof: () => Promise<ProofFile>): Sdk {
  const settings = defaults(endpoint);
  const reports = createReports(settings);
  const tab = randomHex(8);
  /** Why it is off. */
  let reason: State["reason"];
  let sender: Sender | undefined;
  let database: Promise<IndexedStore | undefined> | undefined;
  let uuid: string | undefined;
  // Starts with as many digits as it will have.
  let count = 36 ** 4;
  const early: (() => void)[] = [];

  /** Nothing that goes wrong in the SDK reaches the page. */
  const guard =
    <A extends unknown[], R>(work: (...args: A) => R) =>
    (...args: A): R => {
      try {
        return work(...args);
      } catch (thrown) {
        reports.error("exception", thrown);
        return undefined as R;
      }
    };

  const proving = createProving(settings, reports, async () => (await loadProof()).createProof((await database)?.transact));
  const tokens = createTokens(settings, reports, proving, () => sender?.wake(0));

  const start = (): void => {
    uuid = findUuid(uuid, settings);
    database = openDatabase().catch(() => undefined);
    const store = database.then(async (found): Promise<Store> => {
      try {
        if (!found) return createLocalStore();
        await moveLocal(found);
      } catch {
        // No localStorage.
      }
      return found ?? createMemoryStore();
    });
    const started = (sender = createSender(tab, settings, store, tokens, createPost(settings, proving), reports));
    for (const add of early) add();
    started.wake();
    const hide = guard(() => started.hide());
    addEventListener("visibilitychange", () => document.hidden && hide());
    addEventListener("pagehide", hide);
    addEventListener("online", () => started.resume());
  };

  const track = (action: string, params?: EventParams, label?: string, client?: EventParams): void => {
    const at = Date.now();
    const who = tokens.owner();
    const born = performance.now();
    // Ordered by time, then as tracked; the rest cannot be guessed.
    const id = `${at.toString(36)}-${(count++).toString(36)}-${randomHex(12)}`;
    const add = guard(() => {
      const time = new Date(at).toISOString();
      const body = JSON.stringify({ action, label, params, client: { ...client, uuid }, time, eventSalt: id });
      sender!.track({ id, body, at, born, tab, who });
    });
    if (reason) return;
    if (sender) add();
    else if (early.length < MOST_EARLY) early.push(add);
  };

  const sdk: Sdk = {
    version: VERSION,
    init: guard((options = {}) => {
      for (const name in options) {
        const value = options[name as keyof Options];
        if (value !== undefined) (settings as unknown as Record<string, unknown>)[name] = value;
      }
      settings.endpoint = settings.endpoint.replace(/\/+$/, "");
      if (settings.respectGlobalPrivacyControl && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) {
        reason ??= "global_privacy_control";
        sender?.stop();
      }
      if (!reason && !sender) start();
    }),
    event: {
      trackCustomEvent: guard(track),
      pageVisit: guard((params) => track("page.visit", { ...describePage(), ...params })),
      sendFormData: guard((formType, data, mapping) => track("form.submit", { formType }, undefined, readForm(data, mapping))),
    },
    client: {
      setAccessToken: guard((token) => tokens.set(token)),
      setUuid: guard((given) => {
        given = given.toLowerCase();
        uuid = sender ? keepUuid(given, settings) : given;
      }),
      getUuid: () => uuid,
    },
    jwt: {
      getAccessToken: () => tokens.peek()?.text,
      clearAccessToken: guard(() => tokens.set(undefined)),
      getThumbprint: async () => (database ? (await proving())?.thumbprint : undefined),
    },
    flush: async () => sender?.flush(),
    shutdown: guard(() => {
      reason ??= "shutdown";
      sender?.stop();
      tokens.stop();
    }),
    getState: () => ({
      status: reason ? "off" : sender ? "on" : "new",
      reason,
      ...sender?.getState(),
      hasToken: !!tokens.peek(),
    }),
    q: { push: (...calls) => calls.forEach(guard((call) => call(sdk))) },
  };
  return sdk;
}
