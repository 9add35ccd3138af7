import { type Batch, collect, identityFor, MOST_BYTES } from "./batch";
import type { Entry } from "./entry";
import type { Reports } from "./reports";
import type { Sender } from "./sending";
import { backoff, type Settings } from "./settings";
import { createMemoryStore, hasLeft, leaveLocal, type Store } from "./store";
import { later } from "./timers";
import type { Token, Tokens } from "./tokens";
import type { Answer, Post } from "./transport";
import { isNothingStored, readVerdicts } from "./verdicts";

export function createSender(tab: string, settings: Settings, opening: Promise<Store>, tokens: Tokens, post: Post, reports: Reports): Sender {
  /** What this page tracked or sends, until its final answer. */
  const mine = new Map<string, Entry>();
  /** What is not in the store for sure: a database drops what waits there when the page is left. */
  const unsaved = new Map<string, Entry>();
  const flying = new Set<string>();
  let store: Store | undefined;
  /** The one that failed: what it still has must not be sent again by the next page. */
  let failed: Store | undefined;
  /** Lower after a request that was too large or could not be read. */
  let limit = Infinity;
  let bytesFlying = 0;
  let failures = 0;
  let dropped = 0;
  /** Until then nothing is sent. */
  let pausedUntil = 0;
  /** The same, by the server's wish. */
  let refusedUntil = 0;
  let stopped = false;

  const opened = opening.then((found) => {
    store = found;
  });

  /** Works on the store; if that fails, goes on in memory with what this page has. */
  const withStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
    await opened;
    try {
      return await work(store!);
    } catch {
      if (!stopped) reports.error("storage_unavailable");
      failed ??= store;
      store = createMemoryStore([...mine.values()]);
      return work(store);
    }
  };

  /** Removes the oldest beyond the limit; returns the others. */
  const prune = (all: Entry[], remove: (id: string) => void): Entry[] => {
    let surplus = all.length - settings.maxQueue;
    return all.filter((entry) => {
      if (surplus <= 0 || flying.has(entry.id)) return true;
      surplus--;
      remove(entry.id);
      mine.delete(entry.id);
      dropped++;
      reports.rejected(entry, { code: "queue_full" });
      return false;
    });
  };

  /** Begins to write at once, however long earlier writes take: the page may be left at any moment. */
  const keep = async (entries: Entry[]): Promise<void> => {
    entries.forEach((entry) => unsaved.set(entry.id, entry));
    await withStore((to) => to.put(entries));
    entries.forEach(({ id }) => unsaved.delete(id));
    leaveLocal(tab, unsaved);
    if (settings.maxQueue < mine.size) await withStore((to) => to.change((all, _, remove) => prune(all, remove)));
  };

  /** What is on its way is sent by nothing else. */
  const fly = ({ items, bytes }: Batch): void => {
    bytesFlying += bytes;
    for (const entry of items) {
      flying.add(entry.id);
      mine.set(entry.id, entry);
    }
  };

  const land = ({ items, bytes }: Batch): void => {
    bytesFlying -= bytes;
    items.forEach(({ id }) => flying.delete(id));
  };

  /** What this page tracked is measured by a clock that nobody sets. */
  const ageOf = (entry: Entry): number => (entry.tab === tab && entry.born ? performance.now() - entry.born : Math.abs(Date.now() - entry.at));

  /** The next batch, marked in the queue with the identity that it is sent with; or when to look again. */
  const claim = (token: Token | undefined): Promise<Batch | number> => {
    let batch: Batch | undefined;
    return withStore((from) =>
      from.change((all, put, remove) => {
        // The storage has failed in the middle, and this is done again in memory.
        if (batch) land(batch);
        const now = Date.now();
        let wakeAt = Infinity;
        const ready = prune(all, remove).filter((entry) => {
          const age = ageOf(entry);
          const left = settings.maxAgeSeconds * 1000 - age;
          const isWaiting = identityFor(entry, token) === undefined;
          // What a page has left in localStorage says how it was sent: first the next page moves it here.
          if (flying.has(entry.id) || hasLeft(entry.tab) || (entry.tab === tab && !mine.has(entry.id))) return false;
          if (left <= 0) {
            remove(entry.id);
            mine.delete(entry.id);
            const code = entry.as !== undefined ? "outcome_unknown" : isWaiting ? "jwt_required" : "expired";
            reports.rejected(entry, (entry.as === undefined && entry.held) || { code });
          } else if (entry.tab !== tab && age < settings.takeOverMs) {
            wakeAt = Math.min(wakeAt, now + settings.takeOverMs - age);
          } else if (isWaiting) {
            const askAt = token ? Infinity : Math.max(tokens.askAgainAt(), now + settings.minBackoffMs);
            wakeAt = Math.min(wakeAt, now + left, askAt);
          } else {
            return true;
          }
          return false;
        });
        for (const entry of mine.values()) {
          if (all.some(({ id }) => id === entry.id) || unsaved.has(entry.id) || flying.has(entry.id)) continue;
          // Another tab may have settled what was left for long. A younger one was lost where tabs write over each other (localStorage).
          if (ageOf(entry) >= settings.takeOverMs) mine.delete(entry.id);
          else put(entry), (wakeAt = now);
        }
        batch = collect(ready, token, tab, Math.min(limit, settings.maxBatch), MOST_BYTES);
        batch.items.forEach(put);
        fly(batch);
        return batch.items.length ? batch : wakeAt;
      }),
    );
  };

  const deliver = async (batch: Batch): Promise<void> => {
    try {
      await settle(batch, await post(batch.body, batch.token, bytesFlying <= MOST_BYTES));
    } finally {
      land(batch);
    }
  };

  const settle = async ({ items, token, fresh }: Batch, answer: Answer): Promise<void> => {
    let verdicts = readVerdicts(answer, items.length);
    if (verdicts) {
      tokens.worked(token);
      failures = 0;
      limit *= 2;
    } else {
      verdicts = judgeRequest(answer, items.length, token);
    }

    await withStore((to) =>
      to.change((_, put, remove) =>
        items.forEach((entry, index) => {
          // Null: no verdict yet.
          const verdict = verdicts ? verdicts[index] : null;
          const isFreed = verdict === null && fresh[index] && isNothingStored(answer);
          const code = verdict?.code;
          const mayWait = code === "jwt_required" || (code === "not_allowed_for_anonymous" && tokens.isExpected());
          const isHeld = mayWait && !token && settings.waitForToken;
          if (isFreed || isHeld) {
            if (!mine.has(entry.id)) return;
            entry.as = undefined;
            if (isHeld) entry.held = verdict!;
            put(entry);
          } else if (verdict !== null) {
            remove(entry.id);
            // Told once, also if the storage fails and this is done again in memory.
            if (!mine.delete(entry.id)) return;
            if (verdict) reports.rejected(entry, verdict);
            else reports.accepted(entry);
          }
        }),
      ),
    );
    // Deleting often works where writing does not, as in a full storage.
    failed?.change((_, __, remove) => items.forEach(({ id }) => mine.has(id) || remove(id))).catch(() => {});
  };

  /** What an answer to the whole request means; returns the verdict on a single event that can never be taken. */
  const judgeRequest = ({ status, code, detail, retryAfter }: Answer, count: number, token: Token | undefined) => {
    if (status === 401 && token) {
      tokens.refuse(token, code);
    } else if (status === 413 || (status === 400 && code)) {
      // One of them is to blame: with ever fewer in a request it is found.
      if (count < 2) return [{ status, code: code || "payload_too_large", detail }];
      limit = count >> 1;
    } else {
      // Another 4xx: endpoint or origin are not set up right. The events are kept until they are.
      const isWrong = status > 399 && status < 500 && status !== 429;
      if (isWrong) reports.error("endpoint_refused", `${status} ${code}`);
      refusedUntil = Date.now() + retryAfter;
      pausedUntil = refusedUntil + backoff(settings, isWrong ? 9 : failures++);
    }
    return undefined;
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  let timerAt = Infinity;
  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  /** Sends one batch after the other; returns when to go on. */
  const work = async (): Promise<number> => {
    while (!stopped) {
      if (pausedUntil > Date.now()) return pausedUntil;
      const batch = await claim(await tokens.current());
      if (typeof batch === "number") return batch;
      await deliver(batch);
    }
    return Infinity;
  };

  // One tab sends at a time, where the browser can say so. Where it cannot, an event may be sent twice, and is stored once.
  const pump = async (): Promise<void> => {
    let at: number | undefined;
    const once = async (): Promise<void> => {
      try {
        at = await work();
      } catch (thrown) {
        reports.error("exception", thrown);
        at = Date.now() + settings.maxBackoffMs;
      }
    };
    try {
      await navigator.locks.request("eventauth", once);
    } catch {
      // No such thing in this browser, or forbidden here.
    }
    if (!at) await once();
    wake(at! - Date.now());
  };

  const flush = (): Promise<void> =>
    (next ??= current.then(() => {
      current = next!;
      next = undefined;
      return pump();
    }));

  const wake = (delay = settings.lingerMs): void => {
    const at = Math.max(Date.now() + delay, pausedUntil);
    if (stopped || timerAt <= at) return;
    clearTimeout(timer);
    timerAt = at;
    timer = later(() => {
      timerAt = Infinity;
      void flush();
    }, at - Date.now());
  };

  /** Sends what is left while the page is still there, without waiting. */
  const sendLast = (): void => {
    const token = tokens.peek();
    // A proof is made in steps, for which there may be no time: then these stay for the next page.
    if (token && settings.proofOfPossession) return void flush();
    // Another tab may soon take over the older ones, except from memory.
    const since = store?.kind === "memory" ? 0 : Date.now() - settings.takeOverMs / 2;
    // One that is stored and may go with a token that is on its way waits for the next page.
    const isKept = !token && since && tokens.isExpected();
    const left = [...mine.values()].filter(
      (entry) => !flying.has(entry.id) && entry.at > since && (unsaved.has(entry.id) || entry.as !== undefined || !isKept),
    );
    const batch = collect(left, token, tab, settings.maxBatch, MOST_BYTES - bytesFlying);
    if (!batch.items.length || batch.bytes > MOST_BYTES - bytesFlying) return;
    fly(batch);
    // Marked first, so that the next page knows how they were sent.
    void keep(batch.items);
    void deliver(batch).then(() => wake());
  };

  return {
    track(entry) {
      mine.set(entry.id, entry);
      void keep([entry]);
      wake();
    },
    wake,
    resume() {
      pausedUntil = refusedUntil;
      wake(0);
    },
    flush,
    hide() {
      if (stopped) return;
      if (refusedUntil <= Date.now()) sendLast();
      leaveLocal(tab, unsaved);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      void keep([]).then(() => store!.close());
    },
    getState: () => ({ storage: store?.kind, pending: mine.size, dropped }),
  };
}
