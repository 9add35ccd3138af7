// The panel "What was sent": the newest events of this tab, also those of earlier pages, each with its verdict.
import { byId, make } from "./dom.js";

const KEY = "shop.sent";
const MOST = 40;

let rows = read();

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
  } catch {
    return [];
  }
}

function draw() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(rows));
  } catch {
    // Without storage the panel shows this page alone.
  }

  byId("sent-empty").hidden = rows.length > 0;
  byId("sent").replaceChildren(...rows.map(row =>
    make("li", { className: row.kind },
      make("span", { className: "action" }, row.action),
      make("time", { className: "time" }, row.time),
      make("span", { className: "verdict" }, row.verdict))));
}

export const panel = {
  /** A new row; the id is how the verdict finds it. */
  add(id, action) {
    const time = new Date().toLocaleTimeString("en-GB");
    rows = [{ id, action, time, kind: "sending", verdict: "on its way" }, ...rows].slice(0, MOST);
    draw();
  },

  /** kind: accepted, rejected or waiting. */
  decide(id, kind, verdict) {
    const row = rows.find(each => each.id === id);
    if (row) {
      Object.assign(row, { kind, verdict });
      draw();
    }
  },

  problem(text) {
    byId("sent-problem").hidden = false;
    byId("sent-problem").textContent = text;
  },

  who(text) {
    byId("sent-who").textContent = text;
  },
};

byId("sent-clear").addEventListener("click", () => {
  rows = [];
  draw();
});
draw();
