import type { View } from '../../layout/view.ts';

/**
 * Bull-board's page as one of ours: it loads nothing from elsewhere (its font), has no inline styles, leaves quickly and is
 * covered when nobody uses it.
 */
export function ownPage(html: string, { t, lang, assets, csrf, zone }: View): string {
  return html
    .replace(/<link[^>]*fonts\.googleapis\.com[^>]*>/g, '')
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    .replace(/(<div id="root">)[\s\S]*?<\/div>\s*(?=<script)/, `$1</div>\n`)
    .replace(/<base href="[^"]*"\s*\/?>/, '<base href="/queues/board/">')
    .replace(
      /<html[^>]*>/,
      `<html lang="${lang}" data-locks="yes" data-csrf="${escaped(csrf)}" data-zone="${escaped(zone)}" data-words="${escaped(JSON.stringify(t.script))}">`,
    )
    .replace('</head>', `<script type="module" src="${escaped(assets.js)}"></script></head>`);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
