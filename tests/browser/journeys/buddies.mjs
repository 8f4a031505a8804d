// Buddies: one offers help, another finds it and sees why it suits, both agree, keep track and end it, and the helped side
// says what it was worth, which everyone can read.

import assert from 'node:assert/strict';

const HELPS = 'Birch Example';
const HELPED = 'Morgan Example';

// The page about buddies of the organisation of whoever is signed in, and what the organisation is called.
async function ownPage(walker) {
  const entry = await walker.page.getByRole('link', { name: 'Our organisation' }).getAttribute('href');
  await walker.go(entry);
  const name = (await walker.page.locator('main p').first().innerText()).trim();
  await walker.press('Buddies: offer help, find help');
  return { name, path: entry.replace(/\/edit$/, '') };
}

// The three boxes of a date, so many days from today.
async function date(walker, field, days) {
  const day = new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).split('-');
  for (const [index, part] of ['year', 'month', 'day'].entries()) {
    await walker.write(walker.page.locator(`[name="${field}.${part}"]`), day[index]);
  }
}

async function offer(walker) {
  await walker.signInAs(HELPS);
  const own = await ownPage(walker);
  await walker.press('Stop offering');
  await walker.says('You no longer offer this.');
  await walker.press('Offer to be a buddy');
  await walker.fill('Hours a month', 'many');
  await walker.press('Keep it');
  await walker.says('There is something to put right');
  await walker.keeps('Hours a month', 'many');
  await walker.fill('Hours a month', '30');
  await walker.tick('Boards and members');
  await date(walker, 'end_date', 300);
  await walker.press('Keep it');
  await walker.says('Others can find you now.');
  return own;
}

async function propose(walker, buddy) {
  await walker.signInAs(HELPED);
  const own = await ownPage(walker);
  await walker.press('Find a buddy');
  const card = walker.page.locator('article.card').filter({ hasText: buddy.name }).first();
  assert.match(await card.innerText(), /of \d+ points/, 'why it suits is told in points');
  await walker.activate(card.getByRole('link', { name: /Propose an agreement/ }));
  await walker.press('Send it to the other side');
  await walker.says('Say how either side can leave.');
  await walker.fill('Hours a month', '2');
  await walker.tick('Boards and members');
  await date(walker, 'start_date', 0);
  await date(walker, 'end_date', 200);
  await walker.write(walker.page.locator('[name="milestones[0].title"]'), 'A board that is whole');
  await date(walker, 'milestones[0].due_date', 90);
  await walker.fill('What it costs in all', '0');
  await walker.tick('It costs nothing');
  await walker.fill('How can either side leave?', 'A month before, in writing.');
  await walker.press('Send it to the other side');
  await walker.says('The other side can accept it now.');
  return { own, agreement: new URL(walker.page.url()).pathname };
}

async function fromOfferToVerdict(walker) {
  const buddy = await offer(walker);
  const { own, agreement } = await propose(walker, buddy);
  await walker.signInAs(HELPS);
  await walker.go(agreement);
  await walker.says('Now it waits for you.');
  await walker.press('Accept it');
  await walker.says('It is under way.');
  await walker.press(/Reached today/);
  await walker.says('Reached on');
  await walker.press('End the agreement');
  await walker.says('A month before, in writing.');
  await walker.fill('Why does it end?', 'What was to be reached is reached.');
  await walker.press('End it');
  await walker.says('It is over.');
  await walker.signInAs(HELPED);
  await walker.go(agreement);
  await walker.press('Say what it was worth');
  await walker.press('Keep it');
  await walker.says('Choose an answer.');
  await walker.tick('It helped');
  await walker.fill('Anything more?', 'Our board is whole again.');
  await walker.press('Keep it');
  await walker.says('Everyone can see it.');
  for (const { path } of [buddy, own]) {
    await walker.go(path);
    await walker.says('Our board is whole again.');
  }
}

export const walks = [
  ['help is offered, found, agreed, ended and judged', {}, fromOfferToVerdict],
];
