import assert from "node:assert/strict";
import { test } from "node:test";
import { openShared, server } from "./fixture";
import { accept, makeToken, needToken, problem, until } from "./harness";

// What one customer did is never stored as another's.

test("Tracked while Anna's token had expired: never goes with Ben's, and ends as jwt_required", async () => {
  const page = openShared();
  const anna = makeToken("anna");
  page.tokens.set(anna);
  server.reply = (request) => (request.token === anna ? problem(401, "token_expired") : needToken("form.submit")(request));
  page.track("a.a");
  await until(() => page.accepted.length === 1);
  page.track("form.submit");
  await until(() => server.log.at(-1) === "form.submit" && page.sender.getState().pending === 1);
  await page.sender.flush();
  page.tokens.set(null);
  page.tokens.set(makeToken("ben"));
  page.track("b.b");
  await until(() => page.accepted.length === 2);
  await page.sender.flush();
  assert.deepEqual(server.log, ["a.a (anna)", "a.a", "form.submit", "b.b (ben)"]);
  page.settings.maxAgeSeconds = 0;
  await page.sender.flush();
  assert.deepEqual(page.refusals, ["form.submit jwt_required 401"]);
});

for (const between of ["sign-out", "no sign-out"]) {
  test(`Tracked while Anna was signed in, not sent yet, ${between}: waits, and goes with Anna's next token`, async () => {
    const first = openShared({ lingerMs: 100_000 });
    first.tokens.set(makeToken("anna"));
    first.track("a.a");
    await until(() => first.sender.getState().pending === 1);
    if (between === "sign-out") first.tokens.set(undefined);
    first.tokens.set(makeToken("ben"));
    await first.sender.flush();
    first.stop();
    const second = openShared();
    second.tokens.set(makeToken("ben"));
    second.track("b.b");
    await until(() => second.accepted.length === 1);
    assert.deepEqual(server.log, ["b.b (ben)"]);
    second.tokens.set(makeToken("anna", 1800));
    await until(() => second.accepted.length === 2);
    assert.deepEqual(server.log, ["b.b (ben)", "a.a (anna)"]);
    assert.deepEqual([...first.rejected, ...second.rejected], []);
  });
}

test("Sent with Anna's token, and refused as a whole: still hers", async () => {
  const page = openShared();
  page.track("a.a");
  page.tokens.set(makeToken("anna"));
  server.reply = (request) => {
    if (server.received.length > 1) return accept(request);
    page.tokens.set(makeToken("ben"));
    return problem(503, "overloaded");
  };
  await until(() => server.received.length === 1);
  page.track("b.b");
  await until(() => page.accepted.length === 1);
  page.tokens.set(makeToken("anna", 1800));
  await until(() => page.accepted.length === 2);
  assert.deepEqual(server.log, ["a.a (anna)", "b.b (ben)", "a.a (anna)"]);
});

test("Tracked while nobody was signed in: goes with the token of who signs in", async () => {
  const page = openShared({ lingerMs: 100_000 });
  page.tokens.set(makeToken("anna"));
  page.tokens.set(null);
  page.track("a.a");
  page.tokens.set(makeToken("ben"));
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a (ben)"]);
});

test("Tracked with a token that cannot be read: goes with the next one", async () => {
  const page = openShared();
  page.tokens.set("nonsense");
  server.reply = (request) => (request.token === "nonsense" ? problem(401, "invalid_token") : needToken("a.a")(request));
  page.track("a.a");
  await until(() => server.log.at(-1) === "a.a");
  page.tokens.set(makeToken("ben"));
  await until(() => page.accepted.length === 1);
  assert.deepEqual(server.log, ["a.a (nonsense)", "a.a", "a.a (ben)"]);
});
