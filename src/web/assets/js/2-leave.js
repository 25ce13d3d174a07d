/** Esc pressed twice within this time leaves. */
const TWICE_WITHIN = 600;

/** Quick exit: the page is empty at once; ending the session goes on behind it. */
function leave() {
  document.body.replaceChildren();
  document.title = ' ';
  post('/leave', { keepalive: true }).catch(() => undefined);
  location.replace('/blank');
}

let escapedAt = 0;
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || page.dataset.locks === undefined) return;
  if (event.timeStamp - escapedAt < TWICE_WITHIN) leave();
  escapedAt = event.timeStamp;
});

document.querySelector('[data-leave]')?.addEventListener('submit', (event) => {
  event.preventDefault();
  leave();
});

// A page that the browser kept for its back button may belong to a session that has ended.
addEventListener('pageshow', (event) => {
  if (event.persisted) location.reload();
});
