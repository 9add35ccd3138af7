import assert from "node:assert/strict";
import { test } from "node:test";
import { createMemoryStore, type Store } from "../src/store";
import { ids, makeStore, open, server } from "./fixture";
import { accept, makeToken, problem, type Received, type Reply, until } from "./harness";

// What could lose an event, or send it twice.

const stored = async (store: Store): Promise<void> => {
  while (!(await ids(store)).length);
};

/** The policy does not allow these actions without a token. */
const forbid =
  (action: string) =>
  (request: Received): Reply =>
    request.token || request.events.every((event) => event.action !== action)
      ? accept(request)
      : problem(403, "batch_rejected", {
          accepted: 0,
          rejected: request.events.length,
          results: request.events.map((_, index) => ({ index, status: 403, code: "not_allowed_for_anonymous" })),
        });

test("Not allowed without a token, while getToken has failed: waits and goes with the token", async () => {
  let asked = 0;
  const page = open({
    getToken: () => {
      if (++asked < 2) throw new Error("no network");
      return makeToken("c-1");
    },
  });
  server.reply = forbid("a.a");
  page.track("a.a");
  await until(() => page.accepted.length === 1, () => [server.log, page.rejected, page.codes, asked]);
  assert.deepEqual(server.log, ["a.a", "a.a (c-1)"]);
  assert.deepEqual(page.rejected, []);
});

test("Not allowed without a token, and nobody is signed in: rejected at once", async () => {
  const page = open({ getToken: () => null });
  server.reply = forbid("a.a");
  page.track("a.a");
  await until(() => page.rejected.length === 1);
  assert.deepEqual(page.refusals, ["a.a not_allowed_for_anonymous 403"]);
});

test("Not allowed without a token, and there is no getToken: rejected at once", async () => {
  const page = open();
  server.reply = forbid("a.a");
  page.track("a.a");
  await until(() => page.rejected.length === 1);
});

test("Hide while getToken is asked leaves what is stored; it goes with the token", async () => {
  let give: ((token: string) => void) | undefined;
  const store = makeStore();
  const page = open({ getToken: () => new Promise((resolve) => (give = resolve)), takeOverMs: 60_000 }, store);
  server.reply = forbid("a.a");
  page.track("a.a");
  await until(() => !!give);
  page.sender.hide();
  give!(makeToken("c-1"));
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a (c-1)"]);
});

test("Hide while a refused token is replaced leaves what is stored; it goes with the new one", async () => {
  let give: ((token: string) => void) | undefined;
  const page = open({ getToken: () => new Promise((resolve) => (give = resolve)), takeOverMs: 60_000 }, makeStore());
  const old = makeToken("c-1", 1800);
  page.tokens.set(old);
  server.reply = (request) => (request.token === old ? problem(401, "token_expired") : forbid("a.a")(request));
  page.track("a.a");
  await until(() => !!give);
  page.sender.hide();
  give!(makeToken("c-1"));
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a (c-1)", "a.a (c-1)"]);
});

test("Hide while getToken is asked sends what is not stored, and a refusal is not final", async () => {
  let give: ((token: string) => void) | undefined;
  const page = open({ getToken: () => new Promise((resolve) => (give = resolve)), takeOverMs: 60_000 });
  server.reply = forbid("a.a");
  page.track("a.a");
  await until(() => !!give);
  page.sender.hide();
  await until(() => server.received.length === 1);
  give!(makeToken("c-1"));
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a", "a.a (c-1)"]);
  assert.deepEqual(page.rejected, []);
});

test("Shutdown right after tracking: the event is stored", async () => {
  const kept = createMemoryStore();
  let isClosed = false;
  const store = makeStore({
    put: (entries) => (isClosed ? Promise.reject(new Error("InvalidStateError")) : kept.put(entries)),
    close: () => {
      isClosed = true;
    },
  });
  const page = open({}, store);
  page.track("a.a");
  page.stop();
  await until(() => isClosed);
  assert.deepEqual(await ids(kept), ["a.a"]);
  assert.equal(server.received.length, 0);
});

test("A young event that another tab has written over is put back and sent", async () => {
  const store = createMemoryStore();
  const page = open({ lingerMs: 100_000, takeOverMs: 60_000 }, store);
  page.track("a.a");
  await stored(store);
  await store.change((all, _, drop) => all.forEach((one) => drop(one.id)));
  await page.sender.flush();
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a"]);
});

test("An old event that is gone from the store was settled by another tab", async () => {
  const store = createMemoryStore();
  const page = open({ lingerMs: 100_000, takeOverMs: 0 }, store);
  page.track("a.a");
  await stored(store);
  await store.change((all, _, drop) => all.forEach((one) => drop(one.id)));
  await page.sender.flush();
  assert.equal(page.sender.getState().pending, 0);
  assert.deepEqual(server.log, []);
});

test("Hide while a batch is being marked sends nothing of it again", async () => {
  const store = createMemoryStore();
  let marked: (() => void) | undefined;
  const slow: Store = {
    ...store,
    change: async (edit) => {
      const result = await store.change(edit);
      if (!marked) await new Promise<void>((resolve) => (marked = resolve));
      return result;
    },
  };
  const page = open({ takeOverMs: 60_000 }, slow);
  page.track("a.a");
  await until(() => !!marked);
  page.sender.hide();
  marked!();
  await until(() => page.accepted.length === 1);
  await page.sender.flush();
  assert.deepEqual(server.log, ["a.a"]);
});

test("A storage that fails while a batch is marked: it is sent from memory", async () => {
  let fails = true;
  const store = createMemoryStore();
  const failing = makeStore({
    put: (entries) => store.put(entries),
    change: async (edit) => {
      const result = await store.change(edit);
      if (fails) throw new Error("QuotaExceededError");
      return result;
    },
  });
  const page = open({}, failing);
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.equal(page.sender.getState().storage, "memory");
  assert.deepEqual(server.log, ["a.a"]);
  fails = false;
});

test("A storage that is full while a batch is marked: what was settled in memory is deleted there", async () => {
  const store = createMemoryStore();
  const full = makeStore({
    put: (entries) => store.put(entries),
    change: (edit) =>
      store.change((all, _, drop) => {
        const refuse = (): never => {
          throw new Error("QuotaExceededError");
        };
        return edit(all, refuse, drop);
      }),
  });
  const page = open({}, full);
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  await page.sender.flush();
  assert.equal(page.sender.getState().storage, "memory");
  assert.deepEqual(await ids(store), []);
});

test("The clock of the device is set right after tracking: the event of this page is not expired", async (context) => {
  const page = open({ lingerMs: 100_000 });
  page.track("a.a");
  const now = Date.now.bind(Date);
  context.mock.method(Date, "now", () => now() + 30 * 86_400_000);
  await page.sender.flush();
  await until(() => page.accepted.length === 1);
  assert.deepEqual(page.refusals, []);
});

for (const results of [5, {}, "x"]) {
  test(`Results that are no list (${JSON.stringify(results)}) say nothing: sent again`, async () => {
    const page = open();
    server.reply = (request) => (server.received.length === 1 ? problem(422, "strange", { results }) : accept(request));
    page.track("a.a");
    await until(() => page.accepted.length === 1);
    assert.deepEqual(server.log, ["a.a", "a.a"]);
  });
}

test("An answer that nobody understands leaves nothing on its way", async () => {
  const page = open();
  server.reply = (request) => (server.received.length === 1 ? [207, { accepted: 0, results: [null] }] : accept(request));
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.deepEqual(page.codes, ["exception"]);
  assert.equal(page.sender.getState().pending, 0);
});
