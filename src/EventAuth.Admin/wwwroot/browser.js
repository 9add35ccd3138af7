// What the server asks the browser for.
window.eventAuthBrowser = {
  timeZone: () => ({
    id: Intl.DateTimeFormat().resolvedOptions().timeZone || '',
    offsetMinutes: -new Date().getTimezoneOffset()
  }),

  focus: id => document.getElementById(id)?.focus(),

  // A plain post, which the live connection cannot make.
  signOut: () => document.getElementById('sign-out').submit(),

  // Pages on plain http beyond loopback have no clipboard object, so there is the older way, too. Answers whether it worked.
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
  // Within a dialog, which holds the focus.
  (before?.closest('[role=dialog]') ?? document.body).append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  before?.focus();
  return copied;
}
