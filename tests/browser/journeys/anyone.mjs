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
  await walker.says('We know of 647 possible user-led organisations.');
  await walker.says('12 of every 100 councils have none. 52 of 100 have 1 to 5.');
}

// The study and the frameworks count the same organisations, council by council.
async function theStudyAgreesWithTheFrameworks(walker) {
  const rows = async (path) => (await (await fetch(walker.site + path)).text()).replace(/^\uFEFF/, '').trim().split(/\r?\n/);
  const cells = (line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell]) => cell);
  const column = async (path, head) => {
    const [heads, ...lines] = (await rows(path)).map(cells);
    const at = heads.indexOf(head);
    assert.ok(at > 0, `${path} has ${head}: ${heads}`);
    return new Map(lines.map((line) => [line[0], line[at]]));
  };
  const study = await column('/mapping-study/localities.csv', 'Organisations');
  const frameworks = await column('/frameworks.csv', 'Possible user-led organisations');
  assert.equal(study.size, 153);
  assert.deepEqual(Object.fromEntries([...frameworks].sort()), Object.fromEntries([...study].sort()));
}

export const walks = [
  ['anyone sees every public page', {}, everyPublicPage],
  ['anyone finds support by postcode, without script', { javaScriptEnabled: false }, findsSupport],
  ['the study and the frameworks count the same', {}, theStudyAgreesWithTheFrameworks],
  ['the study of 2006-7 comes out again from the records', {}, theStudyIsReproduced],
];
