import { describe, expect, it } from 'vitest';
import { isBlocked } from '../../../src/browser/blocking.ts';

const AT = 'https://site.example';

describe('what a page may ask for', () => {
  it.each([
    ['document', '/report'],
    ['document', '/report?about=https://x.example/photo.jpg'],
    ['document', '/photo.jpg.html'],
    ['document', '/jpg'],
    ['stylesheet', '/a.css'],
    ['script', '/app.ts'],
    ['script', '/a.mjs'],
    ['xhr', '/api/reports'],
    ['fetch', '/graphql'],
    ['eventsource', '/events'],
  ])('lets a %s from %s through', (resourceType, path) => {
    expect(isBlocked({ resourceType, url: `${AT}${path}`, accept: 'text/html,image/avif,*/*' })).toBe(false);
  });

  it('lets a WebSocket through', () => {
    expect(isBlocked({ resourceType: 'websocket', url: 'wss://site.example/live' })).toBe(false);
  });

  it.each([
    ['image', '/a'],
    ['media', '/a'],
    ['font', '/a'],
    ['texttrack', '/a.vtt'],
    ['manifest', '/site.webmanifest'],
    ['ping', '/beacon'],
    ['other', '/favicon.ico'],
    ['document', '/photo.JPG'],
    ['document', '/photo.jpeg?size=full#top'],
    ['document', '/clip.mp4'],
    ['xhr', '/photo.webp'],
    ['fetch', '/part.m4s'],
    ['fetch', '/list.m3u8'],
    ['fetch', '/seg1.ts'],
    ['fetch', '/drawing.svg'],
    ['fetch', '/letters.woff2'],
  ])('blocks a %s from %s', (resourceType, path) => {
    expect(isBlocked({ resourceType, url: `${AT}${path}` })).toBe(true);
  });

  it.each([
    { accept: 'image/avif,image/webp,*/*' },
    { accept: 'video/*' },
    { fetchDest: 'image' },
    { fetchDest: 'video' },
  ])('blocks a fetch that says what it wants: %o', (hint) => {
    expect(isBlocked({ resourceType: 'fetch', url: `${AT}/thing`, ...hint })).toBe(true);
  });

  it.each(['file:///etc/passwd', 'ftp://site.example/', 'chrome://version', 'data:text/html,x', 'not a url'])(
    'blocks %s',
    (url) => {
      expect(isBlocked({ resourceType: 'document', url })).toBe(true);
    },
  );
});
