/**
 * Parameters that say how a person came to a page, never what the page shows. Their names are peculiar enough to be
 * dropped on every site.
 */
const ALWAYS =
  /^(utm_\w+|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|li_fat_id|mc_cid|mc_eid|igsh|igshid|mibextid|_ga|_gl|__cft__.*|__tn__|__xts__.*|_hsenc|_hsmi|vero_id|oly_anon_id|oly_enc_id)$/i;

/**
 * Parameters that are tracking on the sites that have a file, unless the file keeps them. On an unknown site they
 * may be what tells two images apart, and a URL that is taken for a duplicate is never acted on: there they stay.
 */
const ON_KNOWN_SITES = /^(si|ref|ref_src|ref_url|refsrc|share_id|feature|cmpid)$/i;

/** Whether a query parameter can be dropped without showing another content. */
export function isTracking(
  name: string,
  site: { readonly keepQuery: readonly string[]; readonly dropQuery: readonly string[] } | undefined,
): boolean {
  if (site === undefined) return ALWAYS.test(name);
  if (site.keepQuery.includes(name)) return false;
  return ALWAYS.test(name) || ON_KNOWN_SITES.test(name) || site.dropQuery.includes(name);
}
