// What the page says of itself stands in attributes of <html>: nothing inline runs.
const page = document.documentElement;
const words = JSON.parse(page.dataset.words ?? '{}');

/** `% left` with its length of time. */
const filled = (text, what) => text.replace('%', what);

/** Sends what a form of ours would send. */
function post(path, options = {}) {
  const body = new URLSearchParams({ _csrf: page.dataset.csrf ?? '' });
  return fetch(path, { method: 'POST', body, redirect: 'manual', ...options });
}

/** The viewer's zone, for the times that the server writes: kept for the next page, put right on this one. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const FORMATS = {
  day: { day: 'numeric', month: 'short', year: 'numeric' },
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
};
FORMATS.full = { ...FORMATS.day, ...FORMATS.clock };

function showTimes(root) {
  if (zone === page.dataset.zone) return;
  for (const time of root.querySelectorAll('time[data-time]')) {
    const format = new Intl.DateTimeFormat(page.dataset.locale, FORMATS[time.dataset.time]);
    time.textContent = format.format(new Date(time.dateTime));
  }
}

// biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet
document.cookie = `redress_zone=${zone}; path=/; max-age=31536000; samesite=strict`;
showTimes(document);
