// Builds dist/ from src/: the script for pages (eventauth.js), the module (eventauth.mjs), the file that both load for proof of possession
// (eventauth-proof.mjs) and the types (*.d.ts).
// The same sources give the same bytes; prints the sizes, and fails above the limit.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";

const MOST_BYTES = 5_120;
const PROOF = "eventauth-proof.mjs";

// Members that only the SDK's own files see. None of them is also read from a browser's object, an option, an answer or the queue.
const INTERNAL =
  "askAgainAt bytes change current error expiresAt fresh hide identity isExpected items kind owner peek refuse rejected resume " +
  "retryAfter stop store text token track transact wake worked";

const here = dirname(fileURLToPath(import.meta.url));
const dist = process.argv[2] ?? join(here, "dist");
const { version } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });

const banner = { js: `/*! eventauth ${version} MIT */` };
const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  target: "es2021",
  mangleProps: new RegExp(`^(${INTERNAL.replaceAll(" ", "|")})$`),
  charset: "utf8",
  tsconfigRaw: {},
  legalComments: "none",
  define: { VERSION: JSON.stringify(version) },
  banner,
};
buildSync({ ...common, entryPoints: ["src/proof.ts"], format: "esm", outfile: join(dist, PROOF), mangleProps: undefined });

// The script loads exactly these bytes, under the address that the server lets browsers keep for good (SdkFile.VersionedPath).
const proof = readFileSync(join(dist, PROOF));
const tag = createHash("sha384").update(proof).digest("base64url").slice(0, 8);
// The shortest hash that browsers take: it cannot be compressed.
common.define.PROOF_INTEGRITY = JSON.stringify("sha256-" + createHash("sha256").update(proof).digest("base64"));
common.define.PROOF_FILE = JSON.stringify(`${PROOF}?v=${version}-${tag}`);
common.external = ["./" + PROOF];
buildSync({ ...common, entryPoints: ["src/script.ts"], format: "iife", outfile: join(dist, "eventauth.js") });
buildSync({ ...common, entryPoints: ["src/index.ts"], format: "esm", outfile: join(dist, "eventauth.mjs") });

// Types come from the compiler, which checks the sources too.
const tsc = spawnSync(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "-p", here, "--outDir", dist], { stdio: "inherit" });
if (tsc.status !== 0) process.exit(tsc.status ?? 1);
for (const name of readdirSync(dist)) {
  if (name.endsWith(".d.ts") && !["index.d.ts", "types.d.ts"].includes(name)) rmSync(join(dist, name));
}

let isTooLarge = false;
for (const name of ["eventauth.js", "eventauth.mjs", PROOF]) {
  const bytes = readFileSync(join(dist, name));
  const gzip = gzipSync(bytes, { level: 9 }).length;
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
  console.log(`${name}: ${bytes.length} bytes, gzip ${gzip}, brotli ${brotli} (limit ${MOST_BYTES} brotli)`);
  isTooLarge ||= brotli > MOST_BYTES;
}
if (isTooLarge) {
  console.error(`Too large: a file may have ${MOST_BYTES} bytes after brotli.`);
  process.exit(1);
}
