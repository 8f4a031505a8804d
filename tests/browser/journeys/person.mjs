// A person: signs up, asks, sees a menu with reasons, agrees who sees what, chooses, and follows what happens.

import assert from 'node:assert/strict';
import { crawl } from '../crawl.mjs';

export async function setUp(walker, { address, name, region, council }) {
  await walker.signInByMail(address);
  await walker.press('Continue');
  await walker.fill('What should we call you?', name);
  await walker.press('Continue');
  await walker.press('Choose my council instead');
  await walker.press(region);
  await walker.tick(council);
  await walker.press('Continue');
}

export async function ask(walker) {
  await walker.go('/home/requests/new');
  await walker.press('Continue');
  await walker.tick('Help to plan');
  await walker.press('Continue');
  await walker.press('Continue');
  for (const wish of ['Close to me', 'Run by the people', 'Costs little']) await walker.tick(wish);
  await walker.press('Continue');
  await walker.press('Continue');
  await walker.fill('How far away', '900');
  await walker.fill('most you can pay', 'lots');
  await walker.press('Continue');
  await walker.keeps('most you can pay', 'lots');
  await walker.fill('How far away', '60');
  await walker.fill('most you can pay', '');
  await walker.press('Continue');
  await walker.press('Continue');
  await walker.says('Is there a date it is needed by?');
  await walker.press('Continue');
  await walker.write(walker.page.locator('textarea'), 'I would like to swim again.');
  await walker.press('Continue');
  await walker.press('Show me who fits');
}

// Looks at choosing nobody, then chooses; a consent is given, not left: nothing is ticked beforehand.
export async function choose(walker, who) {
  const menu = walker.page.url().replace(walker.site, '');
  await walker.press('Choose nobody');
  await walker.go(menu);
  await walker.press(who);
  await walker.press('I agree');
  await walker.says('Choose at least one thing');
  for (const agreed of ['Your name', 'The needs you marked', 'Three months', 'Yes']) await walker.tick(agreed);
  await walker.fill('Would you like to tell them something', 'I would like to swim again.');
  await walker.press('I agree');
  await walker.says('We have asked. You do not need to do anything now.');
}

async function fromAskingToChosen(walker) {
  const address = `avery${Date.now()}@example.org`;
  await setUp(walker, { address, name: 'Avery Example', region: 'South West', council: /Bristol/ });
  await ask(walker);
  await choose(walker, /^Choose (?!nobody)/);
  await walker.go('/home');
}

async function everyPageOfAPerson(walker) {
  await walker.signInAs('Is looking for support');
  await crawl(walker, ['/home']);
}

async function everyPageInEasyRead(walker) {
  await walker.signInAs('Is looking for support');
  await walker.activate(walker.page.getByRole('button', { name: 'Read this in Easy Read' }));
  assert.equal(await walker.page.locator('html').getAttribute('lang'), 'en-GB-x-easyread');
  await crawl(walker, ['/home']);
}

async function everyPageOfSomeoneActing(walker) {
  await walker.signInAs('Acts for');
  await walker.says('Acting for');
  await crawl(walker, ['/home']);
}

export const walks = [
  ['a person asks and chooses', {}, fromAskingToChosen],
  ['a person asks and chooses, without script', { javaScriptEnabled: false }, fromAskingToChosen],
  ['a person asks and chooses, by keyboard alone', { keyboard: true }, fromAskingToChosen],
  ['every page of a person, in Easy Read', {}, everyPageInEasyRead],
  ['every page of a person', {}, everyPageOfAPerson],
  ['every page of someone who acts for a person', {}, everyPageOfSomeoneActing],
];
