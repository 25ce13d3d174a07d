// Live pages: the stream only says that something changed, and the page asks for itself anew. What is marked with
// data-fresh is replaced where it differs; what somebody types in, or has opened, is left alone.
const topic = page.dataset.live;
const state = document.querySelector('[data-live-state]');
let stream;
let asking;
let again = false;

function busy(part) {
  const focused = document.activeElement;
  return part.contains(focused) && focused.matches('input, textarea, select');
}

function replaceParts(html) {
  const next = new DOMParser().parseFromString(html, 'text/html');
  let changed = false;
  for (const part of document.querySelectorAll('[data-fresh]')) {
    const name = part.dataset.fresh;
    const fresh = next.querySelector(`[data-fresh="${CSS.escape(name)}"]`);
    if (fresh === null || busy(part) || part.dataset.seen === fresh.outerHTML) continue;
    const open = [...part.querySelectorAll('details')].map((one) => one.open);
    const copy = document.importNode(fresh, true);
    copy.dataset.seen = fresh.outerHTML;
    for (const [index, one] of copy.querySelectorAll('details').entries()) one.open ||= open[index] ?? false;
    changed ||= part.textContent !== copy.textContent;
    part.replaceWith(copy);
    showTimes(copy);
    tick(copy);
  }
  return changed;
}

async function refresh() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (answer.redirected) location.reload();
    else if (answer.ok && replaceParts(await answer.text()) && state !== null) {
      const clock = new Intl.DateTimeFormat(page.dataset.locale, FORMATS.clock).format(new Date());
      state.textContent = filled(words.updated, clock);
    }
  } catch {
    if (state !== null) state.textContent = words.offline;
  } finally {
    asking = false;
    if (again) {
      again = false;
      setTimeout(refresh, 500);
    }
  }
}

function listen() {
  stream = new EventSource('/live');
  stream.addEventListener('change', (event) => {
    if (event.data.split(' ').includes(topic)) refresh();
  });
  // The session is over, or its screen covered in another window.
  stream.addEventListener('over', () => location.reload());
  stream.addEventListener('error', () => {
    if (state !== null) state.textContent = words.offline;
  });
  stream.addEventListener('open', () => {
    if (state?.textContent === words.offline) state.textContent = '';
  });
}

if (topic !== undefined) {
  // A window that nobody sees needs no stream; a browser has few connections.
  document.addEventListener('visibilitychange', () => {
    stream?.close();
    stream = undefined;
    if (document.hidden) return;
    refresh();
    listen();
  });
  if (!document.hidden) listen();
}
