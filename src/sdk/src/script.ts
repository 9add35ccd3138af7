import type { ProofFile } from "./proof";
import { createSdk } from "./sdk";
import type { QueuedCall, Sdk } from "./types";

/** The address of the second file, from this one's folder, and the hash of its bytes. */
declare const PROOF_FILE: string;
declare const PROOF_INTEGRITY: string;

// The endpoint is where the folder of the script is: /e for /e/sdk/eventauth.js.
const source = (document.currentScript as HTMLScriptElement | null)?.src;
const page = window as unknown as { SR?: { q?: QueuedCall[] } | Sdk };

/** An import alone would take any bytes. The element takes only the right ones, and the import then gives the same module. */
const loadProof = (): Promise<ProofFile> =>
  new Promise((resolve, reject) => {
    const src = new URL(PROOF_FILE, source).href;
    const attributes = { type: "module", integrity: PROOF_INTEGRITY, src, onload: () => resolve(import(src)), onerror: () => reject(src) };
    document.head.append(Object.assign(document.createElement("script"), attributes));
  });

// A page that includes the script twice has one SDK.
if (!(page.SR as Sdk | undefined)?.version) {
  const calls = (page.SR?.q ?? []) as QueuedCall[];
  const sdk = createSdk(source ? new URL("..", source).href : "", loadProof);
  page.SR = sdk;
  sdk.q.push(...calls);
}
