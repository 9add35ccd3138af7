import assert from "node:assert/strict";
import { test } from "node:test";
import type { Entry } from "../src/entry";
import { createMemoryStore, moveLocal } from "../src/store";
import { ids, makeStore, open, server, useLocalStorage } from "./fixture";
import { accept, makeToken, problem, until } from "./harness";

// A page that is left while its database is busy.

test("What is tracked while an earlier event is being written is written at once: the page may be left now", async () => {
  const begun: string[] = [];
  const store = makeStore({
    put: (entries) => {
      begun.push(...entries.map((one) => JSON.parse(one.body).action));
      return new Promise(() => {});
    },
  });
  const page = open({ lingerMs: 100_000 }, store);
  page.track("a.a");
  await until(() => begun.length === 1);
  page.track("b.b");
  await until(() => begun.length === 2);
  assert.deepEqual(begun, ["a.a", "b.b"]);
});

const entry = (id: string): Entry => ({ id, body: "{}", at: 0, tab: "t" });

test("What another page adds to localStorage while it is moved into the database is moved, too", async (context) => {
  const kept = useLocalStorage(context, { "eventauth.": [entry("1")] });
  const moved: string[][] = [];
  await moveLocal(
    makeStore({
      put: async (entries) => {
        if (moved.push(entries.map(({ id }) => id)) === 1) kept["eventauth."] = JSON.stringify([entry("1"), entry("2")]);
      },
    }),
  );
  assert.deepEqual(moved, [["1"], ["1", "2"]]);
  assert.deepEqual(kept, { "eventauth-uuid": "u" });
});

test("Hide while the database is busy leaves what it has not written for the next page, which sends it", async (context) => {
  const kept = useLocalStorage(context, {});
  const busy = makeStore({ put: () => new Promise(() => {}), change: () => new Promise(() => {}) });
  const page = open({ lingerMs: 100_000, takeOverMs: 60_000 }, busy);
  server.reply = () => problem(503, "storage_unavailable", {});
  page.track("a.a");
  page.sender.hide();
  page.track("b.b");
  page.sender.hide();
  await until(() => server.received.length === 2);
  assert.equal(Object.keys(kept).filter((name) => name.startsWith("eventauth.")).length, 1);

  server.reply = accept;
  server.received.length = 0;
  const next = createMemoryStore();
  await moveLocal(next);
  assert.deepEqual(await ids(next), ["a.a", "b.b"]);
  assert.deepEqual(kept, { "eventauth-uuid": "u" });
  const later = open({ takeOverMs: 0 }, next);
  await later.sender.flush();
  await until(() => later.accepted.length === 2);
});

test("What was written after all is not left for the next page", async (context) => {
  const kept = useLocalStorage(context, {});
  let written: (() => void) | undefined;
  const slow = makeStore({ put: () => new Promise<void>((resolve) => (written = resolve)) });
  const page = open({ lingerMs: 100_000, takeOverMs: 60_000, getToken: () => new Promise(() => {}) }, slow);
  page.track("a.a");
  await until(() => !!written);
  page.sender.hide();
  const finish = written!;
  await until(() => server.received.length === 1);
  finish();
  written!();
  await until(() => Object.keys(kept).length === 1);
});

test("What a page has left in localStorage is not sent by another that found it without its mark", async (context) => {
  // The page sent it without a token while it was left, and only its first write has reached the database.
  const at = Date.now() - 60_000;
  const tracked: Entry = { id: "1", body: '{"action":"a.a"}', at, tab: "gone", who: "customId:ada" };
  const kept = useLocalStorage(context, { "eventauth.gone": [{ ...tracked, as: "" }] });
  const store = createMemoryStore([tracked]);
  const running = open({ getToken: async () => makeToken("ada") }, store);
  running.track("b.b");
  await until(() => running.accepted.length === 1);
  await running.sender.flush();
  assert.deepEqual(server.log, ["b.b (ada)"]);

  await moveLocal(store);
  await running.sender.flush();
  assert.deepEqual(server.log, ["b.b (ada)", "a.a"]);
  assert.deepEqual(kept, { "eventauth-uuid": "u" });
});

test("Hide leaves to others what they may soon take over", async () => {
  const page = open({ lingerMs: 100_000, takeOverMs: 60_000 }, makeStore());
  page.track("a.a", { at: Date.now() - 31_000 });
  page.track("b.b", { at: Date.now() - 29_000 });
  page.sender.hide();
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["b.b"]);
});
