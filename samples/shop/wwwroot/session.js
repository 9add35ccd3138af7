// The shop's own sign-in. EventAuth has no part in it.
const json = { "Content-Type": "application/json" };

export const session = {
  /** The customer who is signed in, or null. */
  customer: null,

  async read() {
    this.customer = (await (await fetch("/session")).json()).customer;
    return this.customer;
  },

  /** Null, or what went wrong. */
  async signIn(email, password) {
    const answer = await fetch("/session", { method: "POST", headers: json, body: JSON.stringify({ email, password }) });
    const body = await answer.json();
    this.customer = answer.ok ? body.customer : null;
    return answer.ok ? null : body.problem;
  },

  async signOut() {
    await fetch("/session", { method: "DELETE" });
    this.customer = null;
  },

  /** A new token from the shop's backend, for this browser's key if there is one; null for a visitor who is not signed in. */
  async token({ thumbprint } = {}) {
    if (!this.customer) return null;
    const answer = await fetch(thumbprint ? `/token?thumbprint=${thumbprint}` : "/token");
    return answer.ok ? (await answer.json()).token : null;
  },
};
