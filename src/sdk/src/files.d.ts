/** The built file beside the SDK's own: see build.mjs. */
declare module "*eventauth-proof.mjs" {
  export const createProof: import("./proof").ProofFile["createProof"];
}
