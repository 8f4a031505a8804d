// A council officer and a national observer: the framework of a council, sentence, table and picture.

import assert from 'node:assert/strict';
import { crawl } from '../crawl.mjs';

async function everyPageOfAnOfficer(walker) {
  await walker.signInAs('Works for a council');
  const seen = await crawl(walker, ['/frameworks']);
  assert.ok(seen.has('/frameworks/:gss'), 'the framework is reached by links');
  assert.ok(seen.has('/openingRounds/new'), 'rounds of places are reached by links');
}

async function everyPageOfAnObserver(walker) {
  await walker.signInAs('Works for Alongside');
  await crawl(walker, ['/frameworks']);
}

async function theFramework(walker) {
  await walker.signInAs('Works for a council');
  const before = walker.page.url();
  await walker.page.goto(before);
  assert.ok(await walker.page.locator('table').count(), 'the framework has a table');
  for (const [kind, start] of [['xlsx', 'PK'], ['csv', '\u{feff}']]) {
    const link = walker.page.locator(`a[download][href$=".${kind}"]`).first();
    const file = await walker.page.request.get(walker.site + (await link.getAttribute('href')));
    assert.equal(file.status(), 200);
    assert.ok((await file.body()).toString().startsWith(start), `${kind} begins with its mark`);
  }
}

export const walks = [
  ['every page of an officer', {}, everyPageOfAnOfficer],
  ['every page of an observer', {}, everyPageOfAnObserver],
  ['an officer reads the framework, without script', { javaScriptEnabled: false }, theFramework],
];
