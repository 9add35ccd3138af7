// Sits between the dialog "Certificate" and the live connection: reads text area, file and drop itself,
// and hands over only the bytes that recognise() calls a public key, or the code of a refusal.
import { recognise } from "./certificate-recogniser.js";

export { recognise };

const maxLength = 64 * 1024;
const pause = 500;
const contentEvents = ["beforeinput", "input", "change", "keydown", "keypress", "keyup", "paste", "cut", "copy",
  "compositionstart", "compositionupdate", "compositionend"];

/**
 * Guards a dialog until stop() is called.
 * @param {HTMLElement} root contains the text area, the output for the name of a file and, sometimes, the file input
 * @param {{ invokeMethodAsync(name: string, ...arguments: any[]): Promise<void> }} page gets "Recognised" with a public key in base64 and
 *   the codes of what was corrected, and "Refused" with a code
 */
export function guard(root, page) {
  const area = root.querySelector("textarea");
  const fileName = root.querySelector("output");
  const stopped = new AbortController();
  const { signal } = stopped;
  let waiting = 0;
  let latest = 0;
  let isEmptying = false;

  // The browser may insert a long text line by line: what follows the line that revealed the secret is removed, too.
  function empty() {
    area.value = "";
    isEmptying = true;
    setTimeout(() => {
      area.value = "";
      isEmptying = false;
    });
  }

  function report(found, soon) {
    clearTimeout(waiting);
    if (found.code === "private_key") empty();
    const send = () => found.code
      ? page.invokeMethodAsync("Refused", found.code) : page.invokeMethodAsync("Recognised", found.key, found.corrections);
    // A person who is still typing is not told at every key press that this is not a key yet.
    if (soon || !found.code || found.code === "private_key" || found.code === "empty") send();
    else waiting = setTimeout(send, pause);
  }

  async function readFiles(files) {
    const turn = ++latest;
    area.value = "";
    fileName.textContent = files.length === 1 ? files[0].name : "";
    if (files.length !== 1) return report({ code: "several_keys" }, true);
    if (files[0].size > maxLength) return report({ code: "too_large" }, true);
    let found;
    try {
      found = recognise(new Uint8Array(await files[0].arrayBuffer()));
    } catch {
      found = { code: "not_a_key" };
    }
    if (turn !== latest || signal.aborted) return;
    if (found.text) area.value = found.text;
    report(found.code === "empty" ? { code: "not_a_key" } : found, true);
  }

  // No event with characters reaches the listeners of the live connection, which are on the document.
  for (const name of contentEvents) {
    root.addEventListener(name, event => {
      const isField = event.target === area || event.target.type === "file";
      const isCommand = event.type.startsWith("key") && (event.key === "Escape" || event.key === "Tab" || event.target !== area);
      if (isField && !isCommand) event.stopPropagation();
    }, { signal });
  }

  area.addEventListener("input", event => {
    if (isEmptying) return;
    latest++;
    fileName.textContent = "";
    report(recognise(area.value), event.inputType === "insertFromPaste" || event.inputType === "insertFromDrop");
  }, { signal });

  root.addEventListener("change", event => {
    if (event.target.type !== "file") return;
    const files = [...event.target.files];
    event.target.value = "";
    if (files.length > 0) readFiles(files);
  }, { signal, capture: true });

  // Over the whole page: a file that misses the dialog must not replace the page.
  document.addEventListener("dragover", event => {
    if (event.dataTransfer.types.includes("Files") || event.target !== area) event.preventDefault();
  }, { signal });
  document.addEventListener("drop", event => {
    const { files } = event.dataTransfer;
    if (files.length === 0 && event.target === area) return;
    event.preventDefault();
    event.stopPropagation();
    if (!root.contains(event.target)) return;
    if (files.length > 0) {
      readFiles([...files]);
      return;
    }
    latest++;
    fileName.textContent = "";
    area.value = event.dataTransfer.getData("text/plain");
    report(recognise(area.value), true);
  }, { signal, capture: true });

  return {
    stop() {
      clearTimeout(waiting);
      stopped.abort();
      area.value = "";
    },
  };
}
