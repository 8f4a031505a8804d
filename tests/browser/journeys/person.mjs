// A person: signs up, asks, sees a menu with reasons, agrees who sees what, chooses, and follows what happens.

import { crawl } from '../crawl.mjs';

async function setUp(walker) {
  await walker.signInByMail(`avery${Date.now()}@example.org`);
  await walker.press('Continue');
  await walker.fill('What should we call you?', 'Avery Example');
  await walker.press('Continue');
  await walker.press('Choose my council instead');
  await walker.press('South West');
  await walker.tick(/Bristol/);
  await walker.press('Continue');
}

async function ask(walker) {
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
  await walker.page.locator('textarea').fill('I would like to swim again.');
  await walker.press('Continue');
  await walker.press('Show me who fits');
}

async function choose(walker) {
  const menu = walker.page.url().replace(walker.site, '');
  await walker.press(/Choose nobody/);
  await walker.go(menu);
  await walker.page.getByRole('link', { name: /^Choose (?!nobody)/ }).first().click();
  await walker.page.waitForLoadState();
  await walker.look();
  await walker.press('I agree');
  await walker.go('/home');
}

async function fromAskingToChosen(walker) {
  await setUp(walker);
  await ask(walker);
  await choose(walker);
}

async function everyPageOfAPerson(walker) {
  await walker.signInAs('Is looking for support');
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
  ['every page of a person', {}, everyPageOfAPerson],
  ['every page of someone who acts for a person', {}, everyPageOfSomeoneActing],
];
