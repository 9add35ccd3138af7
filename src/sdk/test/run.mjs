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

// One process for each file, with a limit: a test that hangs must not hang all.
let code = 0;
for (const name of files) {
  const file = join(out, name.replace(/\.ts$/, ".mjs"));
  const run = spawnSync(process.execPath, ["--enable-source-maps", ...process.argv.slice(2), file], { stdio: "inherit", timeout: 60_000 });
  if (run.status !== 0) {
    console.log(`not ok ${name}: ${run.error?.message ?? `exit code ${run.status}`}`);
    code = 1;
  }
}
process.exit(code);
