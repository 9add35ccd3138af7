// The page's own handling of a lost connection. The framework reports its state to #components-reconnect-modal.
// Loaded before the framework's script, so that the listener for "beforeunload" below comes first.
(function () {
  'use strict';
  const retryAfter = 3000;
  const modal = document.getElementById('components-reconnect-modal');

  // A reload that the page makes by itself must not ask whether to leave: drafts are kept.
  window.addEventListener('beforeunload', event => {
    if (window.eventAuthReloading) event.stopImmediatePropagation();
  }, { capture: true });

  function reload() {
    modal.dataset.state = 'back';
    window.eventAuthReloading = true;
    window.location.reload();
  }

  async function retry() {
    try {
      // False: the server is up, but does not know this page any more.
      if (await window.Blazor.reconnect() === false) reload();
    } catch {
      setTimeout(retry, retryAfter);
    }
  }

  // Without a connection no press would reach the server, so nothing can be pressed (app.css shows it).
  // What is typed is kept by the page itself, so the dialog is not modal.
  document.addEventListener('click', event => {
    if (modal.open && event.target.closest('.shell')) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }, { capture: true });

  modal.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
    if (state === 'show' && !modal.open) modal.show();
    if (state === 'hide') modal.close();
    if (state === 'failed') retry();
    if (state === 'rejected') reload();
  });
})();
