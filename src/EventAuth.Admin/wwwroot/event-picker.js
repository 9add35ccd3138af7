// What the event picker needs from the browser: keys that must not scroll the page or move the caret, focus that stays
// in the field, and a list of any length of which the server renders only the rows around the visible ones.

const movingKeys = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Enter']);
const listKeys = new Set(['Home', 'End', 'Escape']);

export function attach(picker, input, server) {
  // The server may have closed the card, or be out of reach, by the time it would be told.
  const tell = (...call) => server.invokeMethodAsync(...call).then(() => true, () => false);

  input.addEventListener('keydown', event => {
    const expanded = input.getAttribute('aria-expanded') === 'true';
    if (!event.isComposing && (movingKeys.has(event.key) || (expanded && listKeys.has(event.key)))) {
      event.preventDefault();
    }
  });

  // Suggestions of an older text cannot be clicked: the row under the pointer is about to be another one.
  input.addEventListener('input', () => {
    picker.toggleAttribute('data-pending', input.value.trim() !== picker.dataset.shown);
  });

  picker.addEventListener('mousedown', event => {
    if (event.target.closest('[role=listbox]')) {
      event.preventDefault();
    } else if (event.target !== input && !event.target.closest('button')) {
      event.preventDefault();
      input.focus();
    }
  });

  picker.addEventListener('focusout', event => {
    if (document.hasFocus() && !picker.contains(event.relatedTarget)) {
      tell('Leave');
    }
  });

  let asking = false;
  async function showVisibleRows(listbox) {
    const first = Math.floor(listbox.scrollTop / listbox.dataset.rowHeight);
    const last = Math.ceil((listbox.scrollTop + listbox.clientHeight) / listbox.dataset.rowHeight);
    const from = Number(listbox.dataset.first);
    const to = from + Number(listbox.dataset.rendered);
    const missing = first < from || Math.min(last, Number(listbox.dataset.rows)) > to;
    if (missing && !asking) {
      asking = true;
      const shown = await tell('ShowRows', first);
      asking = false;
      if (shown) {
        requestAnimationFrame(() => listbox.isConnected && showVisibleRows(listbox));
      }
    }
  }

  picker.addEventListener('scroll', event => showVisibleRows(event.target), { capture: true, passive: true });
}

// The server has used this text: take it away, or offer it for replacement, but leave what was typed since.
export function use(input, text, offer) {
  if (offer && input.value === text) {
    input.select();
    return;
  }

  input.value = input.value.startsWith(text) ? input.value.slice(text.length) : '';
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

// After a search was shown, or the active row moved.
export function reveal(picker, input, row, shown) {
  picker.dataset.shown = shown;
  picker.toggleAttribute('data-pending', input.value.trim() !== shown);
  const listbox = picker.querySelector('[role=listbox]');
  if (!listbox) {
    return;
  }

  const height = Number(listbox.dataset.rowHeight);
  const top = row * height;
  const covered = listbox.querySelector('[data-sticky]')?.offsetHeight ?? 0;
  const visible = listbox.clientHeight - covered;
  if (top < listbox.scrollTop) {
    listbox.scrollTop = top;
  } else if (top + height > listbox.scrollTop + visible) {
    listbox.scrollTop = top + height - visible;
  }
}
