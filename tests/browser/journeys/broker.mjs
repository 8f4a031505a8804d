// A broker and a manager: introductions, the board, a case and its next action; the team and what it offers.

import assert from 'node:assert/strict';
import { crawl } from '../crawl.mjs';

async function everyPageOfABroker(walker) {
  await walker.signInAs('Works with people as a broker');
  const seen = await crawl(walker, ['/introductions', '/cases']);
  for (const kind of ['/cases', '/cases/:id']) assert.ok(seen.has(kind), `${kind} is reached by links`);
}

async function theBoard(walker) {
  await walker.signInAs('Works with people as a broker');
  await walker.go('/cases');
  await walker.page.locator('main a[href^="/cases/"]').first().click();
  await walker.page.waitForLoadState();
  await walker.look();
}

async function everyPageOfAManager(walker) {
  await walker.signInAs('Runs an organisation');
  const seen = await crawl(walker, ['/team']);
  assert.ok(seen.has('/ulos/:id/edit'), 'the entry is reached by links');
  for (const kind of ['/openingRounds/new', '/openingRounds/:id', '/openingRounds/:id/try']) {
    assert.ok(seen.has(kind), `${kind} is reached by links`);
  }
}

export const walks = [
  ['every page of a broker', {}, everyPageOfABroker],
  ['a broker opens a case from the board, without script', { javaScriptEnabled: false }, theBoard],
  ['every page of a manager', {}, everyPageOfAManager],
];
