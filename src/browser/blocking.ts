import { readUrl } from '../domain/read-url.ts';

/** What a request is, as far as it can be known before it is made. */
export interface Asked {
  /** Chromium's word for what asks: document, script, image ... */
  readonly resourceType: string;
  readonly url: string;
  readonly accept?: string | undefined;
  readonly fetchDest?: string | undefined;
}

/** A form or a page of text needs these. All else (image, media, font, ping, manifest, other) is never requested. */
const ADMITTED: ReadonlySet<string> = new Set([
  'document',
  'stylesheet',
  'script',
  'xhr',
  'fetch',
  'eventsource',
  'websocket',
]);

const IMAGERY_DESTINATIONS: ReadonlySet<string> = new Set(['image', 'video', 'audio', 'font', 'track']);

/** Endings of files that show something, and of what streams it in pieces. */
const IMAGERY_PATH = new RegExp(
  `\\.(${[
    'jpe?g|jpe|jfif|pjpeg|png|apng|gif|webp|avif|heic|heif|bmp|dib|ico|cur|tiff?|jxl|jp2|svgz?',
    'mp4|m4v|webm|mkv|mov|avi|wmv|flv|ogv|mpe?g|3gp|ts|m4s|m3u8|mpd',
    'mp3|m4a|aac|ogg|oga|opus|wav|flac|woff2?|ttf|otf|eot|vtt',
  ].join('|')})$`,
  'i',
);

/**
 * True for what must never be fetched (DESIGN 6: no imagery is ever downloaded). It judges by what the page asks
 * for, by the words of the request and by the path's ending, so a script that fetches an image is refused as well.
 */
export function isBlocked(asked: Asked): boolean {
  if (!ADMITTED.has(asked.resourceType)) return true;
  if (asked.fetchDest !== undefined && IMAGERY_DESTINATIONS.has(asked.fetchDest)) return true;
  // A navigation's Accept names image types beside text/html: that one is no hint.
  if (asked.resourceType !== 'document' && /^(image|video|audio|font)\//i.test(asked.accept ?? ''))
    return true;
  return !isWebAddress(asked.url) || looksLikeImagery(asked);
}

/** The only addresses a page may go to; `about:blank` is where every page starts and asks the network nothing. */
export function isWebAddress(url: string): boolean {
  return /^(https?|wss?):/i.test(url);
}

/** A script named `app.ts` is a script; a page, frame or fetch that ends so is a piece of video. */
function looksLikeImagery(asked: Asked): boolean {
  if (asked.resourceType === 'script' || asked.resourceType === 'stylesheet') return false;
  const path = readUrl(asked.url)?.pathname ?? asked.url;
  return IMAGERY_PATH.test(path);
}
