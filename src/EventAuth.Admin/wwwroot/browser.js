// What the server asks the browser for.
window.eventAuthBrowser = {
  timeZone: () => ({
    id: Intl.DateTimeFormat().resolvedOptions().timeZone || '',
    offsetMinutes: -new Date().getTimezoneOffset()
  }),

  // Brings the top of a part of the page into view, where it is not.
  reveal: id => {
    const part = document.getElementById(id);
    const top = part?.getBoundingClientRect().top;
    if (top < 0 || top > window.innerHeight / 2) part.scrollIntoView({ block: 'start' });
  },

  focus: id => document.getElementById(id)?.focus()
};
