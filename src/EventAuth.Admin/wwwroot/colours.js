// Which colours a person chose for the console: "light", "dark", or none for those of the system. Kept in this browser.
(function () {
  'use strict';
  const key = 'eventauth.colours';
  const isChoice = value => value === 'light' || value === 'dark';

  function show(choice) {
    if (isChoice(choice)) document.documentElement.dataset.theme = choice;
    else delete document.documentElement.dataset.theme;
  }

  function read() {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  }

  window.eventAuthColours = {
    get: () => isChoice(read()) ? read() : 'system',
    set: choice => {
      show(choice);
      try {
        localStorage.setItem(key, choice);
      } catch {
        // A browser that stores nothing shows the choice until the page is left.
      }
    }
  };
  show(read());
})();
