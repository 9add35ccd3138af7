import assert from "node:assert/strict";
import { test } from "node:test";
import { createMemoryStore } from "../src/store";
import { open, server } from "./fixture";
import { accept, problem, until } from "./harness";

test("Events tracked together go in one batch, in their order", async () => {
  const page = open();
  for (const action of ["a.a", "b.b", "c.c"]) page.track(action);
  await until(() => page.accepted.length === 3);
  assert.deepEqual(server.log, ["a.a b.b c.c"]);
  assert.equal(server.received[0]!.path, "/v4/events/batch");
  assert.equal(server.received[0]!.headers["content-type"], "text/plain;charset=UTF-8");
  assert.equal(page.sender.getState().pending, 0);
});

test("A batch has at most maxBatch events", async () => {
  const page = open({ maxBatch: 2 });
  for (let number = 0; number < 5; number++) page.track("a.a");
  await until(() => page.accepted.length === 5);
  assert.deepEqual(server.received.map((one) => one.events.length), [2, 2, 1]);
});

test("A batch has at most 60 KiB, and a larger event goes alone", async () => {
  const page = open();
  const wide = { params: { text: "ä".repeat(12_000) } };
  for (let number = 0; number < 4; number++) page.track("a.a", {}, wide);
  page.track("big.one", {}, { params: { text: "x".repeat(62_000) } });
  page.track("b.b");
  await until(() => page.accepted.length === 6);
  assert.deepEqual(server.log, ["a.a a.a", "a.a a.a", "big.one", "b.b"]);
});

test("A retry has the same bytes: salt, time and uuid never change", async () => {
  const page = open();
  server.reply = (request) => (server.received.length < 4 ? [[500], "cut", [502, { code: "x" }]][server.received.length - 1] as never : accept(request));
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.equal(server.received.length, 4);
  for (const one of server.received) assert.deepEqual(one.events, server.received[0]!.events);
});

test("Each event of a 207 gets its own verdict", async () => {
  const page = open();
  server.reply = () => [
    207,
    {
      accepted: 2,
      rejected: 2,
      results: [
        { index: 1, status: 403, code: "not_allowed_for_anonymous" },
        { index: 3, status: 400, code: "invalid_event", errors: [{ field: "action", code: "x", message: "Is too long." }] },
      ],
    },
  ];
  for (const action of ["a.a", "b.b", "c.c", "d.d"]) page.track(action);
  await until(() => page.rejected.length === 2);
  assert.deepEqual(page.accepted.map((event) => event.action), ["a.a", "c.c"]);
  assert.deepEqual(page.refusals, ["b.b not_allowed_for_anonymous 403", "d.d invalid_event 400"]);
  assert.equal(JSON.parse(page.rejected[1]!.detail)[0].message, "Is too long.");
  assert.equal(server.received.length, 1);
});

test("Where none was accepted, the results of the problem document count", async () => {
  const page = open();
  const results = [
    { index: 0, status: 403, code: "identity_mismatch" },
    { index: 1, status: 400, code: "malformed_json", errors: [] },
  ];
  server.reply = () => problem(403, "batch_rejected", { accepted: 0, rejected: 2, results });
  page.track("a.a");
  page.track("b.b");
  await until(() => page.rejected.length === 2);
  assert.deepEqual(page.refusals, ["a.a identity_mismatch 403", "b.b malformed_json 400"]);
});

test("A batch that is too large is divided, and a single event that is too large is rejected", async () => {
  const page = open();
  server.reply = (request) => (request.events.some((event) => event.action === "big.one") ? problem(413, "payload_too_large") : accept(request));
  for (const action of ["a.a", "b.b", "big.one", "c.c", "d.d"]) page.track(action);
  await until(() => page.accepted.length === 4);
  await until(() => page.rejected.length === 1);
  assert.deepEqual(page.refusals, ["big.one payload_too_large 413"]);
});

test("A request that cannot be read is divided until the event to blame is found", async () => {
  const page = open();
  server.reply = (request) => (request.events.some((event) => event.action === "bad.one") ? problem(400, "malformed_json") : accept(request));
  for (const action of ["a.a", "b.b", "c.c", "bad.one"]) page.track(action);
  await until(() => page.rejected.length === 1 && page.accepted.length === 3);
  assert.deepEqual(page.refusals, ["bad.one malformed_json 400"]);
});

for (const [name, value] of [
  ["seconds", () => "1"],
  ["a date", () => new Date(Date.now() + 2000).toUTCString()],
] as const) {
  for (const status of [429, 503]) {
    test(`${status} with Retry-After as ${name} is obeyed`, async () => {
      const page = open();
      let firstAt = 0;
      let secondAt = 0;
      server.reply = (request) => {
        if (firstAt) return (secondAt = Date.now()), accept(request);
        firstAt = Date.now();
        return [status, { code: "overloaded" }, { "Retry-After": value() }];
      };
      page.track("a.a");
      await until(() => page.accepted.length === 1);
      assert.ok(secondAt - firstAt >= 990, `${secondAt - firstAt} ms`);
    });
  }
}

test("What the page is left with during Retry-After stays in the queue", async () => {
  const store = createMemoryStore();
  const page = open({}, store);
  server.reply = () => problem(429, "rate_limited", {}).concat({ "Retry-After": "3600" } as never) as never;
  page.track("a.a");
  await until(() => server.received.length === 1 && page.sender.getState().pending === 1);
  await page.sender.flush();
  page.sender.hide();
  await page.sender.flush();
  assert.equal(server.received.length, 1);
  assert.equal(await store.change((all) => all.length), 1);
});

test("An answer that is not the server's own is no acceptance", async () => {
  const page = open();
  server.reply = (request) => (server.received.length === 1 ? [200, "Welcome to the hotel's network"] : accept(request));
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.equal(server.received.length, 2);
});

test("A wrong endpoint or origin loses nothing and is reported", async () => {
  const page = open();
  const wrong = [problem(404, "not_found"), problem(403, "origin_not_allowed"), problem(405, "x"), [401] as never];
  server.reply = (request) => wrong.shift() ?? accept(request);
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.deepEqual(page.codes, Array(4).fill("endpoint_refused"));
});

test("A request without an answer is given up after timeoutMs and tried again", async () => {
  const page = open({ timeoutMs: 50 });
  server.reply = (request) => (server.received.length === 1 ? new Promise(() => {}) : accept(request));
  page.track("a.a");
  await until(() => page.accepted.length === 1);
});

test("The oldest is dropped beyond maxQueue, counted and reported", async () => {
  const page = open({ maxQueue: 3, lingerMs: 100_000 });
  for (const action of ["a.a", "b.b", "c.c", "d.d", "e.e"]) page.track(action);
  await until(() => page.rejected.length === 2);
  assert.deepEqual(page.refusals, ["a.a queue_full 0", "b.b queue_full 0"]);
  assert.equal(page.sender.getState().dropped, 2);
  await page.sender.flush();
  assert.deepEqual(server.log, ["c.c d.d e.e"]);
});

test("An event beyond maxAgeSeconds is given up: expired, or outcome unknown", async () => {
  const page = open({ maxAgeSeconds: 60, takeOverMs: 0 });
  const old = Date.now() - 61_000;
  page.track("a.a", { at: old });
  page.track("b.b", { at: old, as: "" });
  page.track("c.c", { at: old, held: { code: "jwt_required", status: 401, detail: "" } });
  await until(() => page.rejected.length === 3);
  assert.deepEqual(page.refusals, ["a.a expired 0", "b.b outcome_unknown 0", "c.c jwt_required 401"]);
  assert.equal(server.received.length, 0);
});

test("What callbacks throw does not stop it", async () => {
  const page = open({
    onAccepted: () => {
      throw new Error("of the site");
    },
  });
  page.track("a.a");
  await until(() => server.received.length === 1);
  page.track("b.b");
  await until(() => server.received.length === 2);
  await until(() => page.sender.getState().pending === 0);
});

test("Hide sends at once, with what is not on its way yet, and waits for no timer", async () => {
  const page = open({ lingerMs: 100_000, takeOverMs: 60_000 });
  page.track("a.a");
  page.track("b.b");
  page.sender.hide();
  page.sender.hide();
  await until(() => page.accepted.length === 2);
  assert.deepEqual(server.log, ["a.a b.b"]);
});

test("Hide stays within the 64 KiB of keepalive; the rest is sent later", async () => {
  const page = open({ lingerMs: 100_000, takeOverMs: 60_000 });
  for (let number = 0; number < 5; number++) page.track("a.a", {}, { params: { text: "x".repeat(20_000) } });
  page.sender.hide();
  await until(() => server.received.length === 1);
  assert.equal(server.received[0]!.events.length, 3);
  await page.sender.flush();
  await until(() => page.accepted.length === 5);
});

test("A full or forbidden storage does not stop it: it goes on in memory and says so", async () => {
  const failing = createMemoryStore();
  failing.put = () => Promise.reject(new Error("QuotaExceededError"));
  const page = open({}, failing);
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.deepEqual(page.codes, ["storage_unavailable"]);
  assert.equal(page.sender.getState().storage, "memory");
});

test("A page takes over what another one left, when it is old enough", async () => {
  const store = createMemoryStore();
  const first = open({ lingerMs: 100_000 }, store);
  first.track("a.a");
  first.track("b.b", { at: Date.now() - 60_000 });
  await until(() => first.sender.getState().pending === 2);
  const second = open({ takeOverMs: 30_000 }, store);
  await second.sender.flush();
  second.track("c.c");
  await until(() => second.accepted.length === 2);
  assert.deepEqual(server.log.join(" ").split(" ").sort(), ["b.b", "c.c"]);
  await first.sender.flush();
  await until(() => first.sender.getState().pending === 0);
  assert.deepEqual(server.log.at(-1), "a.a");
});
