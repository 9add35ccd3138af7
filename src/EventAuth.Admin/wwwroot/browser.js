// What the server asks the browser for.
window.eventAuthBrowser = {
  timeZone: () => ({
    id: Intl.DateTimeFormat().resolvedOptions().timeZone || '',
    offsetMinutes: -new Date().getTimezoneOffset()
  }),

  focus: id => document.getElementById(id)?.focus(),

  // Null if the element is gone by now.
  focusElement: (element, preventScroll) => element?.focus({ preventScroll }),

  // Where the work continues, unless the person is already working elsewhere: the server may have taken a while.
  giveFocus: id => {
    if (!isAtWork()) document.getElementById(id)?.focus();
  },

  // The heading of a newly opened page, unless the person is already working on it.
  focusHeading: () => {
    if (!isAtWork()) focusItself(document.querySelector('h1'));
  },

  // Downloads a text as a file.
  download: (name, text) => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  },
  // The checklist "Get started", for this browser.
  isDismissed: () => {
    try {
      return localStorage.getItem('eventauth.getStarted') === 'dismissed';
    } catch {
      return false;
    }
  },
  dismiss: () => {
    try {
      localStorage.setItem('eventauth.getStarted', 'dismissed');
    } catch {
      // A browser that stores nothing shows it again on the next visit.
    }
  },

  // A plain post, which the live connection cannot make.
  signOut: () => document.getElementById('sign-out').submit(),

  // Pages on plain http beyond loopback have no clipboard object, so there is the older way, too. Returns whether it worked.
  copy: async text => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyBySelection(text);
    }
  }
};

function copyBySelection(text) {
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.setAttribute('aria-hidden', 'true');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // Within a dialog, which traps the focus.
  (before?.closest('[role=dialog]') ?? document.body).append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  before?.focus();
  return copied;
}

document.addEventListener('keydown', event => {
  const find = document.querySelector('[aria-keyshortcuts="Control+K"]');
  if (find && event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
    event.preventDefault();
    find.click();
  }
});

const isAtWork = () => document.activeElement?.matches('main *:not(h1)');

const openDialog = () => [...document.querySelectorAll('.mud-dialog')].at(-1);

// An element that is not in the tab order.
function focusItself(element, options) {
  if (!element) return;
  element.tabIndex = -1;
  element.focus(options);
}

// If the focused element is removed and nothing else takes the focus, it goes to the heading and not to the document.
let focused = null;
document.addEventListener('focusin', event => { focused = event.target; });
new MutationObserver(() => {
  if (focused === null || focused.isConnected) return;
  focused = null;
  setTimeout(() => {
    if (document.activeElement === document.body) focusItself(openDialog() ?? document.querySelector('h1'), { preventScroll: true });
  }, 300);
}).observe(document.documentElement, { childList: true, subtree: true });

// Keys pressed while a dialog opens are meant for it, although it has no focus yet and the library does not listen to its keys yet.
document.addEventListener('keydown', event => {
  const dialog = openDialog();
  if (!dialog || event.target.closest?.('.mud-popover-provider')) return;
  if (event.key === 'Escape' && !(dialog.contains(event.target) && hearsKeys(dialog))) {
    event.stopPropagation();
    escapeOnceHeard(dialog);
  } else if (!dialog.contains(event.target) && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    dialog.querySelector('input[type=text], textarea')?.focus();
  }
}, true);

const hearsKeys = dialog => dialog.closest('.mud-dialog-container').mudKeyInterceptor !== undefined;

function escapeOnceHeard(dialog) {
  if (!dialog.isConnected) return;
  if (!hearsKeys(dialog)) return requestAnimationFrame(() => escapeOnceHeard(dialog));
  dialog.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', code: 'Escape', bubbles: true }));
}

// Names that are pasted before the script of the field is loaded wait for it.
document.addEventListener('paste', event => {
  const picker = event.target.closest?.('.picker');
  if (!picker || picker.dataset.ready !== undefined) return;
  event.preventDefault();
  pasteOnceReady(picker, event.target, event.clipboardData.getData('text/plain'));
}, true);

function pasteOnceReady(picker, field, text) {
  if (!picker.isConnected) return;
  if (picker.dataset.ready === undefined) return requestAnimationFrame(() => pasteOnceReady(picker, field, text));
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  if (field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))) {
    field.focus();
    document.execCommand('insertText', false, text.slice(0, field.maxLength));
  }
}

// A column of a chart, and the cell of the table that says the same: each line of the table has two, accepted and rejected.
document.addEventListener('click', event => {
  const bar = event.target.closest('[data-links] path.mud-chart-bar');
  if (!bar) return;
  const place = [...bar.parentElement.children].indexOf(bar);
  const row = document.getElementById(bar.closest('[data-links]').dataset.links).querySelectorAll('tbody tr')[place >> 1];
  row?.querySelectorAll('td')[place & 1].querySelector('a')?.click();
});
