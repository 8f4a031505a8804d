// Follows every link a page has, one page of each kind, so that each is looked at in the role that sees it.

const KINDS_AT_MOST = 200;

function kindOf(url) {
  const path = url.pathname.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, ':id');
  return path.replace(/E\d{8}/g, ':gss').replace(/\/question\/\d+/, '/question/:n');
}

export async function crawl(walker, starts) {
  const seen = new Set();
  const queue = [...starts];
  while (queue.length > 0 && seen.size < KINDS_AT_MOST) {
    const path = queue.shift();
    const kind = kindOf(new URL(path, walker.site));
    if (seen.has(kind)) continue;
    seen.add(kind);
    await walker.go(path);
    const links = await walker.page.locator('a[href^="/"]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    for (const link of links) {
      const url = new URL(link, walker.site);
      const aFile = /\.(csv|xlsx|css|svg)$/.test(url.pathname) || url.pathname.startsWith('/open-referral/');
      if (!aFile && !seen.has(kindOf(url))) queue.push(url.pathname + url.search);
    }
  }
  // Past the most, pages would go unseen without a word.
  if (queue.length > 0) throw new Error(`more than ${KINDS_AT_MOST} kinds of page`);
  return seen;
}
