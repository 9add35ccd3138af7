// What the event picker needs from the browser: keys that must not scroll the page or move the caret, focus that stays
// in the field, several names pasted at once, and a list of any length of which the server renders only the visible part.

const movingKeys = new Set(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Enter']);
const listKeys = new Set(['Home', 'End', 'Escape']);
const betweenWords = /[\s\uFEFF,;"'`“”„‘’«»]+/u;
const fewestRows = 5;
const footHeight = 44;

export function attach(picker, input, server, maxPasted) {
  if (!picker) return; // The card was closed before this ran.
  // The server may have closed the card or be unreachable by the time it is called.
  const tell = (...call) => server.invokeMethodAsync(...call).then(answer => answer ?? true, () => false);
  const listbox = () => picker.querySelector('[role=listbox]');

  input.addEventListener('keydown', event => {
    const expanded = input.getAttribute('aria-expanded') === 'true';
    if (!event.isComposing && (movingKeys.has(event.key) || (expanded && listKeys.has(event.key)))) {
      event.preventDefault();
      revealActive();
    }
  });

  // Suggestions of an older text cannot be clicked: the row under the pointer is about to change.
  const compare = () => picker.toggleAttribute('data-pending', input.value.trim() !== picker.dataset.shown);
  input.addEventListener('input', compare);

  picker.addEventListener('mousedown', event => {
    if (event.target.closest('[role=listbox]')) {
      event.preventDefault();
    } else if (event.target !== input && event.target.closest('.box') && !event.target.closest('button')) {
      event.preventDefault();
      input.focus();
    }
  });

  picker.addEventListener('focusout', event => {
    if (document.hasFocus() && !picker.contains(event.relatedTarget)) {
      tell('LeaveAsync');
    }
  });

  // One name, or a phrase that finds something, is searched for; several names are sent as bytes, because they do
  // not fit into one message. If there are too many, only enough is sent for the server to notice.
  input.addEventListener('paste', async event => {
    const text = event.clipboardData.getData('text/plain');
    const words = text.split(betweenWords).filter(Boolean);
    if (words.length < 2) {
      return;
    }

    const isPhrase = text.length <= input.maxLength && !/[\r\n\t,;]/.test(text.trim());
    if (!isPhrase) {
      event.preventDefault();
    }

    const bytes = new TextEncoder().encode(text).slice(0, maxPasted + 1);
    const taken = await tell('PasteAsync', DotNet.createJSStreamReference(bytes), isPhrase);
    if (taken && isPhrase) {
      change(input, input.value.replace(text.trim(), ''));
    }
  });

  // As many rows as fit below the field; if there is hardly any room, the page makes some.
  function fit() {
    const rowHeight = Number(listbox()?.dataset.rowHeight);
    if (rowHeight) {
      const room = () => visualViewport.height - picker.querySelector('.box').getBoundingClientRect().bottom - footHeight;
      if (room() < fewestRows * rowHeight) {
        picker.scrollIntoView();
      }

      picker.style.setProperty('--room', `${room()}px`);
    }
  }

  const onResize = () => picker.isConnected ? fit() : visualViewport.removeEventListener('resize', onResize);
  visualViewport.addEventListener('resize', onResize);
  new ResizeObserver(fit).observe(picker.querySelector('.box'));

  function reveal(row) {
    const list = listbox();
    if (!list) {
      return;
    }

    const height = Number(list.dataset.rowHeight);
    const top = row * height;
    const covered = list.querySelector('[data-sticky]')?.offsetHeight ?? 0;
    const visible = list.clientHeight - covered;
    if (top < list.scrollTop) {
      list.scrollTop = top;
    } else if (top + height > list.scrollTop + visible) {
      list.scrollTop = top + height - visible;
    }
  }

  const activeRow = () => Number(input.getAttribute('aria-activedescendant')?.split('-').pop() ?? -1);
  const revealActive = () => activeRow() >= 0 && reveal(activeRow());

  // The server opened the list, found something else or moved the active row.
  new MutationObserver(changes => {
    if (changes.some(({ attributeName }) => attributeName === 'aria-expanded')) {
      fit();
    }

    compare();
    reveal(Math.max(activeRow(), 0));
  }).observe(picker, { subtree: true, attributeFilter: ['data-shown', 'aria-expanded', 'aria-activedescendant'] });

  let asking = false;
  async function showVisibleRows(list) {
    const first = Math.floor(list.scrollTop / list.dataset.rowHeight);
    const last = Math.ceil((list.scrollTop + list.clientHeight) / list.dataset.rowHeight);
    const from = Number(list.dataset.first);
    const to = from + Number(list.dataset.rendered);
    const missing = first < from || Math.min(last, Number(list.dataset.rows)) > to;
    if (missing && !asking) {
      asking = true;
      const shown = await tell('ShowRows', first);
      asking = false;
      if (shown) {
        requestAnimationFrame(() => list.isConnected && showVisibleRows(list));
      }
    }
  }

  picker.addEventListener('scroll', event => event.target === listbox() && showVisibleRows(event.target), { capture: true, passive: true });
  picker.dataset.ready = '';
}

// The server has used this text: remove it, or offer it for replacement, but keep what was typed since.
export function use(input, text, offer) {
  if (!input) return; // The card was closed before this ran.
  if (offer && input.value === text) {
    input.select();
  } else {
    change(input, input.value.startsWith(text) ? input.value.slice(text.length) : input.value);
  }
}

function change(input, text) {
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
