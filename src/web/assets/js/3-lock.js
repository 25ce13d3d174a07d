/** After so long without a touch the screen is covered. Other windows of the same session count. */
const IDLE = 10 * 60_000;
const LAST_USE = 'redress-used';

function used() {
  localStorage.setItem(LAST_USE, String(Date.now()));
}

function cover() {
  document.body.replaceChildren();
  const to = encodeURIComponent(location.pathname);
  post('/lock')
    .catch(() => undefined)
    .then(() => location.replace(`/unlock?to=${to}`));
}

if (page.dataset.locks !== undefined) {
  used();
  for (const kind of ['pointerdown', 'keydown', 'scroll', 'input']) {
    addEventListener(kind, used, { passive: true, capture: true });
  }
  const watching = setInterval(() => {
    if (Date.now() - Number(localStorage.getItem(LAST_USE)) < IDLE) return;
    clearInterval(watching);
    cover();
  }, 5_000);
}
