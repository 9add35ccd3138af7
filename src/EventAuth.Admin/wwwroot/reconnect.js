// The page's own answer to a lost connection. The script of the framework only sets classes on #components-reconnect-modal.
// Loaded before that script, so that the listener for "beforeunload" below comes first.
(function () {
  'use strict';
  const retryAfter = 3000;

  // A reload that the page makes by itself must not ask whether to leave: drafts are kept.
  window.addEventListener('beforeunload', event => {
    if (window.eventAuthReloading) event.stopImmediatePropagation();
  }, { capture: true });

  function reload() {
    window.eventAuthReloading = true;
    window.location.reload();
  }

  async function retry() {
    try {
      // False: the server is there and does not know this page any more.
      if (await window.Blazor.reconnect() === false) reload();
    } catch {
      setTimeout(retry, retryAfter);
    }
  }

  const modal = document.getElementById('components-reconnect-modal');

  // Without a connection nothing that is pressed would reach the server, so nothing can be pressed (app.css shows it).
  // What is typed is kept by the page itself.
  document.addEventListener('click', event => {
    if (/components-reconnect-(show|failed|rejected)/.test(modal.className) && event.target.closest('.shell')) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });

  let last = '';
  new MutationObserver(() => {
    const state = ['rejected', 'failed'].find(name => modal.classList.contains('components-reconnect-' + name)) || '';
    if (state === last) return;
    last = state;
    if (state === 'rejected') reload();
    if (state === 'failed') retry();
  }).observe(modal, { attributes: true, attributeFilter: ['class'] });
})();
