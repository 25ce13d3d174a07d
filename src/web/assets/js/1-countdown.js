const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A length of time in its two largest units, as the server says it (ui/time-words.ts). */
function inWords(length) {
  if (length < MINUTE) return words.lessThanAMinute;
  const d = Math.floor(length / DAY);
  const h = Math.floor((length % DAY) / HOUR);
  const m = Math.floor((length % HOUR) / MINUTE);
  if (d > 0) return h > 0 ? `${d} ${words.d} ${h} ${words.h}` : `${d} ${words.d}`;
  if (h > 0) return m > 0 ? `${h} ${words.h} ${m} ${words.m}` : `${h} ${words.h}`;
  return `${m} ${words.m}`;
}

function tick(root) {
  const now = Date.now();
  for (const one of root.querySelectorAll('[data-countdown]')) {
    const left = Number(one.dataset.countdown) - now;
    one.textContent = filled(left <= 0 ? words.over : words.left, inWords(Math.abs(left)));
    one.classList.toggle('countdown-over', left <= 0);
    one.classList.toggle('countdown-near', left > 0 && left <= 6 * HOUR);
  }
}

setInterval(() => tick(document), 15_000);
