/** Makes a text safe to stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The skeleton of every practice page. `body` is HTML; the title never holds a post's id. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<style>body{font:16px/1.5 system-ui;max-width:42rem;margin:2rem auto;padding:0 1rem}
label{display:block;margin:.6rem 0}.field-error{color:#a00}</style>
</head>
<body>
<header><p>${escapeHtml(title)}: a practice platform of Redress. No image is here.</p></header>
<main>
${body}
</main>
</body>
</html>`;
}

/** A post: words where the image would be, and an address of media that a careful client never asks for. */
export function postPage(title: string, id: string, mediaUrl: string): string {
  return htmlPage(
    title,
    `<article data-testid="post">
<h1>A post</h1>
<p>[image withheld: practice post ${escapeHtml(id)}]</p>
<img src="${escapeHtml(mediaUrl)}" alt="image withheld">
</article>`,
  );
}
