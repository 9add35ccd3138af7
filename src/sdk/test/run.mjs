// Bundles the tests with the sources and runs them. Arguments go to "node --test", such as --test-name-pattern=Token.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "../node_modules/.cache/eventauth-tests");
const files = readdirSync(here).filter((name) => name.endsWith(".test.ts"));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
buildSync({
  absWorkingDir: here,
  entryPoints: files,
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node18",
  sourcemap: "inline",
  define: { VERSION: '"test"' },
  // Node.js 18 has it, but not under its name.
  banner: { js: 'import { webcrypto as webcryptoOfNode } from "node:crypto"; globalThis.crypto ??= webcryptoOfNode;' },
});

// One process for each file, with a limit: a test that hangs must not hang all. A file without tests, or with one that is skipped or only
// marked as to be done, shows nothing and fails; those that a name pattern leaves out count as skipped.
const isAll = !process.argv.some((argument) => argument.startsWith("--test-name-pattern"));
let code = 0;
const fail = (name, why) => {
  console.log(`not ok ${name}: ${why}`);
  code = 1;
};

if (files.length === 0) fail("test", "there are no test files");
for (const name of files) {
  const file = join(out, name.replace(/\.ts$/, ".mjs"));
  const run = spawnSync(process.execPath, ["--enable-source-maps", ...process.argv.slice(2), file], {
    stdio: ["inherit", "pipe", "inherit"],
    encoding: "utf8",
    timeout: 60_000,
  });
  process.stdout.write(run.stdout);
  const count = (kind) => Number(new RegExp(`^(?:#|ℹ) ${kind} (\\d+)$`, "m").exec(run.stdout)?.[1] ?? 0);
  if (run.status !== 0) fail(name, run.error?.message ?? `exit code ${run.status}`);
  else if (count("tests") === 0) fail(name, "it has no tests");
  else if (isAll && count("skipped") + count("todo") > 0) fail(name, "a test is skipped or to be done");
}
process.exit(code);
