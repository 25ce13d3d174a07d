/** A page about as long as a post's HTML is without its scripts. */
export const POST_PAGE = `<!doctype html><html lang="en"><head><title>A post</title></head><body><h1>A post</h1>
${'<p>[image withheld: bench post] Words of people who comment on it, one line after the other.</p>\n'.repeat(40)}
</body></html>`;

/** A form of five fields, on one page. */
export const FORM_PAGE = `<!doctype html><html lang="en"><head><title>Report</title></head><body><h1>Report a post</h1>
<form method="post" action="/report">
<p><label>Address of the post <input name="address" type="url" size="60"></label></p>
<p><label>Why was this shared without consent? <textarea name="statement" rows="4" cols="60"></textarea></label></p>
<p><label>Your name <input name="name"></label></p>
<p><label>Your e-mail address <input name="email"></label></p>
<p><label><input type="checkbox" name="accuracy" value="yes"> What I say here is accurate</label></p>
<button>Send report</button>
</form></body></html>`;

export function receivedPage(number: number): string {
  return `<!doctype html><html lang="en"><head><title>Thank you</title></head><body><h1>Thank you</h1>
<p role="status">We have received your report. Your reference is BF-${number}.</p></body></html>`;
}
