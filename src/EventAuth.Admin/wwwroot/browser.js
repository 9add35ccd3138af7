// What the server asks the browser for.
window.eventAuthBrowser = {
  timeZone: () => ({
    id: Intl.DateTimeFormat().resolvedOptions().timeZone || '',
    offsetMinutes: -new Date().getTimezoneOffset()
  })
};
