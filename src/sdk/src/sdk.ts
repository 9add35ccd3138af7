import { randomHex } from "./encoding";
import type { Entry } from "./entry";
import { describePage, readForm } from "./events";
import { findUuid, keepUuid } from "./identity";
import { type Database, openDatabase } from "./indexed";
import { createProof } from "./proof";
import { createReports } from "./reports";
import { createSender } from "./sender";
import { defaults } from "./settings";
import { createLocalStore, createMemoryStore, type Store } from "./store";
import { createTokens } from "./tokens";
import { createPost } from "./transport";
import type { EventParams, QueuedCall, Sdk, State } from "./types";

declare const VERSION: string;

/** What was tracked before init. */
const MOST_EARLY = 1000;

/** Makes the SDK of a page. Nothing is read, stored or sent before init. */
export function createSdk(endpoint: string): Sdk {
  const settings = defaults(endpoint);
  const reports = createReports(settings);
  const tab = randomHex(8);
  let status: State["status"] = "new";
  let reason: State["reason"];
  let uuid: string | undefined;
  // Starts with as many digits as it will have.
  let count = 36 ** 4;
  let early: (() => void)[] = [];

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

  let openDatabaseNow!: (database: Promise<Database | undefined>) => void;
  const database = new Promise<Database | undefined>((resolve) => {
    openDatabaseNow = resolve;
  });
  const store = database.then((found): Store => {
    if (found) return found.store;
    try {
      return createLocalStore();
    } catch {
      return createMemoryStore();
    }
  });
  const proof = createProof(database, reports);
  const thumbprint = async (): Promise<string | undefined> => (settings.proofOfPossession ? proof.thumbprint() : undefined);
  const tokens = createTokens(settings, reports, thumbprint, () => {
    if (status === "on") sender.wake(0);
  });
  const sender = createSender(tab, settings, store, tokens, createPost(settings, proof), reports);

  const track = (action: string, params?: EventParams, label?: string, client?: EventParams): void => {
    const at = Date.now();
    // Ordered by time, then as tracked; the rest cannot be guessed.
    const id = `${at.toString(36)}-${(count++).toString(36)}-${randomHex(12)}`;
    const add = (): void => {
      const time = new Date(at).toISOString();
      const body = JSON.stringify({ action, label, params, client: { ...client, uuid }, time, eventSalt: id });
      sender.track({ id, body, at, tab } satisfies Entry);
    };
    if (status === "on") add();
    else if (status === "new" && early.length < MOST_EARLY) early.push(guard(add));
  };

  const run = guard(([name, ...args]: QueuedCall) => {
    const [group, member] = name.split(".") as ["event", "pageVisit"];
    const called = (member ? sdk[group][member] : sdk[group]) as unknown as (...args: unknown[]) => void;
    called(...args);
  });

  const sdk: Sdk = {
    version: VERSION,
    init: guard((options = {}) => {
      for (const [name, value] of Object.entries(options)) {
        if (value !== undefined) (settings as unknown as Record<string, unknown>)[name] = value;
      }
      settings.endpoint = settings.endpoint.replace(/\/+$/, "");
      if (status === "off") return;
      if (settings.respectGlobalPrivacyControl && (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) {
        status = "off";
        reason = "global_privacy_control";
        sender.stop();
        early = [];
        return;
      }
      uuid ??= findUuid(settings);
      if (status === "on") return sender.wake();
      status = "on";
      openDatabaseNow(openDatabase().catch(() => undefined));
      for (const add of early) add();
      early = [];
      sender.wake();
      const hide = guard(() => sender.hide());
      addEventListener("visibilitychange", () => document.hidden && hide());
      addEventListener("pagehide", hide);
      addEventListener("online", () => sender.resume());
    }),
    event: {
      trackCustomEvent: guard(track),
      pageVisit: guard((params) => track("page.visit", { ...describePage(), ...params })),
      sendFormData: guard((formType, data, mapping) => track("form.submit", { formType }, undefined, readForm(data, mapping))),
    },
    client: {
      setAccessToken: guard((token) => tokens.set(token)),
      setUuid: guard((given) => {
        uuid = keepUuid(given, settings);
      }),
      getUuid: () => uuid,
    },
    jwt: {
      getAccessToken: () => tokens.peek()?.text,
      clearAccessToken: guard(() => tokens.set(undefined)),
      getThumbprint: thumbprint,
    },
    flush: () => (status === "on" ? sender.flush() : Promise.resolve()),
    shutdown: guard(() => {
      if (status !== "on") return;
      status = "off";
      reason = "shutdown";
      sender.stop();
      tokens.stop();
    }),
    getState: () => ({
      status,
      reason,
      ...sender.getState(),
      hasToken: !!tokens.peek(),
    }),
    q: { push: (...calls) => calls.forEach(run) },
  };
  return sdk;
}
