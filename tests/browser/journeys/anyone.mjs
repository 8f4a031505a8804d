// Anyone: the three doors, finding support by postcode and by council, an organisation and how we know.

import assert from 'node:assert/strict';
import { crawl } from '../crawl.mjs';

async function everyPublicPage(walker) {
  const seen = await crawl(walker, ['/', '/find?postcode=TS24+1ZZ', '/councils', '/find?postcode=nonsense']);
  for (const kind of ['/councils/:gss', '/councils/:gss/options', '/ulos/:id', '/help', '/privacy', '/accessibility']) {
    assert.ok(seen.has(kind), `${kind} is reached by links`);
  }
}

async function findsSupport(walker) {
  await walker.go('/');
  await walker.fill(/postcode/i, 'TS24 1ZZ');
  await walker.press(/find support/i);
  await walker.says('Hartlepool');
  await walker.press(/nearest to TS24/i);
  await walker.says('Nearest support to TS24');
  await walker.says('See everybody in Hartlepool');
}

// On the sample England, made to the counts of the study of 2006-7.
async function theStudyIsReproduced(walker) {
  await walker.go('/mapping-study');
  await walker.says('We know of 647 organisations that may be user-led.');
  await walker.says('12 of every 100 councils have none. 52 of 100 have 1 to 5.');
}

export const walks = [
  ['anyone sees every public page', {}, everyPublicPage],
  ['anyone finds support by postcode, without script', { javaScriptEnabled: false }, findsSupport],
  ['the study of 2006-7 comes out again from the records', {}, theStudyIsReproduced],
];
