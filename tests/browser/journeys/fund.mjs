// The fund: every page of who runs it, who assesses, who was given money, and anyone; each round at its own stage.

import assert from 'node:assert/strict';

const OF_A_FUND = /^\/(rounds|bids|awards|assessments|reports)\//;

// The addresses of the links of a page that look so.
async function links(walker, pattern) {
  const all = await walker.page.locator('main a[href^="/"]').evaluateAll((found) => found.map((a) => a.getAttribute('href')));
  return [...new Set(all)].filter((link) => pattern.test(link) && !/\.(csv|xlsx)$/.test(link));
}

const kindOf = (path) => path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id');

// The rounds there are to see.
async function rounds(walker) {
  await walker.go('/rounds');
  return links(walker, /^\/rounds\/[0-9a-f-]{36}$/);
}

// Every round, and from each one page of each kind it leads to.
async function everyRound(walker) {
  const all = new Set();
  for (const round of await rounds(walker)) {
    const seen = new Set();
    const queue = [round];
    while (queue.length > 0) {
      const path = queue.shift();
      if (seen.has(kindOf(path))) continue;
      seen.add(kindOf(path));
      all.add(kindOf(path));
      await walker.go(path);
      queue.unshift(...await links(walker, OF_A_FUND));
    }
  }
  return all;
}

async function whoRunsTheFund(walker) {
  await walker.signInAs('Orchard Example');
  const seen = await everyRound(walker);
  for (const kind of ['/rounds/:id/edit', '/rounds/:id/ranking', '/bids/:id/decide', '/awards/:id']) {
    assert.ok(seen.has(kind), `${kind} is reached by links`);
  }
}

async function whoAssesses(walker) {
  await walker.signInAs('Ocean Example');
  const seen = await everyRound(walker);
  for (const kind of ['/rounds/:id/assess', '/assessments/:id', '/bids/:id/assess']) {
    assert.ok(seen.has(kind), `${kind} is reached by links`);
  }
}

async function whoBids(walker) {
  await walker.signInAs('Maple Example');
  const seen = await everyRound(walker);
  for (const kind of ['/bids/:id', '/bids/:id/edit/need', '/bids/:id/milestones', '/awards/:id/milestones/1']) {
    assert.ok(seen.has(kind), `${kind} is reached by links`);
  }
}

async function anyone(walker) {
  const open = await rounds(walker);
  for (const round of open) await walker.go(round);
  assert.equal(open.length, 3, 'drafts are not shown');
  await walker.go('/rounds');
  await walker.says('£850,000');
}

async function beginsABid(walker) {
  await walker.signInAs('Morgan Example');
  await walker.go('/rounds');
  await walker.press('Boards that are ready');
  await walker.press('Begin a bid');
  await walker.press('How much do you ask for?');
  await walker.fill(/How much do you ask for/, 'much');
  await walker.press('Save');
  await walker.says('Enter an amount in pounds');
  await walker.fill(/How much do you ask for/, '50,000');
  await walker.press('Save');
  await walker.says('Saved.');
}

export const walks = [
  ['every page of who runs the fund', {}, whoRunsTheFund],
  ['every page of who assesses its bids', {}, whoAssesses],
  ['every page of who bids and was given money', {}, whoBids],
  ['anyone reads the rounds that are open', {}, anyone],
  ['a manager begins a bid, without script', { javaScriptEnabled: false }, beginsABid],
];
