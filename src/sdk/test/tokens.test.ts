import assert from "node:assert/strict";
import { test } from "node:test";
import { openShared, server } from "./fixture";
import { accept, makeToken, needToken, problem, until } from "./harness";

test("A token goes as Bearer", async () => {
  const page = openShared();
  page.tokens.set(makeToken("c-1"));
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.match(server.received[0]!.headers.authorization!, /^Bearer ey/);
});

test("An expired token is refreshed once for many waiting events", async () => {
  let asked = 0;
  const page = openShared({ getToken: async () => (asked++, makeToken("c-1")), maxBatch: 5 });
  const old = makeToken("c-1", 1800);
  page.tokens.set(old);
  server.reply = (request) => (request.token === old ? problem(401, "token_expired") : accept(request));
  for (let number = 0; number < 50; number++) page.track("a.a");
  await until(() => page.accepted.length === 50);
  assert.equal(asked, 1);
  assert.equal(server.received.filter((one) => one.token === old).length, 1);
  assert.deepEqual(page.codes, []);
});

test("getToken is asked once, however many ask at the same time", async () => {
  let asked = 0;
  let give!: (token: string) => void;
  const page = openShared({ getToken: () => (asked++, new Promise((resolve) => (give = resolve))) });
  const waiting = [page.tokens.current(), page.tokens.current(), page.tokens.current()];
  await until(() => asked === 1);
  give(makeToken("c-1"));
  const tokens = await Promise.all(waiting);
  assert.equal(asked, 1);
  assert.equal(new Set(tokens).size, 1);
});

test("getToken is asked before the first event, and the event goes with the token", async () => {
  const page = openShared({ getToken: () => makeToken("c-1") });
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a (c-1)"]);
});

test("getToken is asked before the token expires, by a timer", async () => {
  let asked = 0;
  const page = openShared({ getToken: () => makeToken(`c-${++asked}`, 1) });
  await page.tokens.current();
  await until(() => asked >= 2);
  assert.match(page.tokens.peek()!.identity, /^customId:c-/);
});

test("What the site sets while getToken is asked wins", async () => {
  let give!: (token: string) => void;
  const page = openShared({ getToken: () => new Promise((resolve) => (give = resolve)) });
  const waiting = page.tokens.current();
  await until(() => give !== undefined);
  page.tokens.set(makeToken("c-2"));
  give(makeToken("c-1"));
  assert.equal((await waiting)!.identity, "customId:c-2");
});

test("A clock that is ahead does not ask endlessly", async () => {
  let asked = 0;
  const page = openShared({ getToken: () => (asked++, makeToken("c-1", -3600)) });
  for (let number = 0; number < 3; number++) {
    page.track("a.a");
    await until(() => page.accepted.length === number + 1);
  }
  assert.equal(asked, 1);
});

test("Without a token only events that need none are accepted; the others wait and go with the token", async () => {
  const page = openShared();
  server.reply = needToken("form.submit");
  page.track("form.submit");
  page.track("a.a");
  page.track("form.submit");
  await until(() => page.accepted.length === 1);
  await page.sender.flush();
  page.track("b.b");
  await until(() => page.accepted.length === 2);
  assert.deepEqual(server.log, ["form.submit a.a form.submit", "b.b"]);
  page.tokens.set(makeToken("c-1"));
  await until(() => page.accepted.length === 4);
  assert.equal(server.log.at(-1), "form.submit form.submit (c-1)");
  assert.deepEqual(page.rejected, []);
});

test("Without waitForToken they are rejected at once", async () => {
  const page = openShared({ waitForToken: false });
  server.reply = needToken("form.submit");
  page.track("form.submit");
  await until(() => page.rejected.length === 1);
  assert.deepEqual(page.refusals, ["form.submit jwt_required 401"]);
});

test("Of an invalid token one new one is asked for; if that is invalid too, events that need none go without", async (context) => {
  context.mock.method(Math, "random", () => 0.9);
  let asked = 0;
  const page = openShared({ getToken: () => `invalid.${++asked}`, minBackoffMs: 1000, maxBackoffMs: 1_000_000 });
  server.reply = (request) => (request.token ? problem(401, "invalid_token") : needToken("form.submit")(request));
  page.track("a.a");
  page.track("form.submit");
  await until(() => page.accepted.length === 1);
  assert.equal(server.log.slice(0, 3).join(), "a.a form.submit (invalid.1),a.a form.submit (invalid.2),a.a form.submit");
  assert.ok(page.codes.includes("invalid_token"));
  assert.deepEqual(page.rejected, []);
  assert.equal(page.sender.getState().pending, 1);
});

test("If getToken fails, events that need no token go on, and it is asked again", async () => {
  let asked = 0;
  const page = openShared({
    getToken: async () => {
      if (++asked < 3) throw new Error("no session");
      return makeToken("c-1");
    },
  });
  server.reply = needToken("form.submit");
  page.track("form.submit");
  page.track("a.a");
  await until(() => page.accepted.length === 2);
  assert.ok(page.codes.includes("token_unavailable"));
  assert.equal(server.received.find((one) => one.events.some((event) => event.action === "form.submit") && one.token) !== undefined, true);
});

test("If getToken gives a web page, it is no token, and events that need none go on", async () => {
  const page = openShared({ getToken: async () => "<!DOCTYPE html>\n<title>Sign in</title>\n" });
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.ok(page.codes.includes("token_unavailable"));
  assert.equal(server.received.every((one) => !one.token), true);
});

test("A token with a line break at its end is one", async () => {
  const page = openShared({ getToken: async () => makeToken("c-1") + "\n" });
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.ok(server.received[0]!.token);
});

test("A getToken that never answers does not stop it", async () => {
  const page = openShared({ getToken: () => new Promise(() => {}), timeoutMs: 30, maxBackoffMs: 1_000_000, minBackoffMs: 1_000_000 });
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.deepEqual(page.codes, ["token_unavailable"]);
});

// The server recognises a repeated event by the identity as sent. So one whose outcome is unknown is never sent with another.

for (const lost of ["cut", [500], [502, { code: "x" }], [503]] as const) {
  test(`Sent without a token, outcome unknown (${lost}): again without, even if there is a token now`, async () => {
    const page = openShared();
    server.reply = (request) => {
      if (server.received.length > 1) return accept(request);
      page.tokens.set(makeToken("c-1"));
      return lost as never;
    };
    page.track("a.a");
    await until(() => page.accepted.length === 1);
    page.track("b.b");
    await until(() => page.accepted.length === 2);
    assert.deepEqual(server.log, ["a.a", "a.a", "b.b (c-1)"]);
  });
}

test("Sent with a token, outcome unknown: waits for a token of the same customer", async () => {
  const page = openShared();
  page.tokens.set(makeToken("c-1"));
  server.reply = (request) => {
    if (server.received.length > 1) return accept(request);
    page.tokens.set(null);
    return "cut";
  };
  page.track("a.a");
  await until(() => server.received.length === 1);
  page.track("b.b");
  await until(() => page.accepted.length === 1);
  page.tokens.set(makeToken("c-2"));
  page.track("c.c");
  await until(() => page.accepted.length === 2);
  page.tokens.set(makeToken("c-1", 7200));
  await until(() => page.accepted.length === 3);
  assert.deepEqual(server.log, ["a.a (c-1)", "b.b", "c.c (c-2)", "a.a (c-1)"]);
});

test("The mark outlives the page: the next one sends it the same way", async () => {
  const first = openShared({ maxBackoffMs: 1_000_000, minBackoffMs: 1_000_000 });
  server.reply = () => "cut";
  first.track("a.a");
  await until(() => server.received.length === 1);
  await first.sender.flush();
  first.stop();
  server.reply = accept;
  const second = openShared();
  second.tokens.set(makeToken("c-1"));
  await until(() => second.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a", "a.a"]);
});

test("Refused as a whole, nothing was stored: free to go with a token where it went without", async () => {
  const page = openShared();
  server.reply = (request) => {
    if (server.received.length > 1) return accept(request);
    page.tokens.set(makeToken("c-1"));
    return problem(503, "overloaded");
  };
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a", "a.a (c-1)"]);
});

test("An earlier try in doubt keeps the mark, whatever a later one says", async () => {
  const page = openShared();
  server.reply = (request) => {
    if (server.received.length === 1) return "cut";
    if (server.received.length > 2) return accept(request);
    page.tokens.set(makeToken("c-1"));
    return problem(503, "overloaded");
  };
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a", "a.a", "a.a"]);
});

test("Hide sends with the token that is there, and keeps the marks", async () => {
  const page = openShared({ lingerMs: 100_000 });
  page.track("a.a", { as: "" });
  page.tokens.set(makeToken("c-1"));
  await page.sender.flush();
  page.track("b.b");
  page.sender.hide();
  await until(() => page.accepted.length === 2);
  assert.deepEqual(server.log, ["a.a", "b.b (c-1)"]);
});
