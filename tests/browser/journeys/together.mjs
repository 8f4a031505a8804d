// One request, from asking to a measured outcome: a person, a manager, a broker and a council, one after the other.

import assert from 'node:assert/strict';
import { ask, choose, setUp } from './person.mjs';

const NAME = 'Avery Together';

// The organisation the sample manager runs, and the council it works in.
async function theOrganisation(walker) {
  await walker.signInAs('Runs an organisation');
  const entry = await walker.page.getByRole('link', { name: 'Our organisation' }).getAttribute('href');
  await walker.go(entry);
  const name = (await walker.page.locator('main p').first().innerText()).trim();
  const areas = walker.page.locator('dt', { hasText: /^Areas$/ }).locator('xpath=following-sibling::dd[1]');
  const council = (await areas.innerText()).split('\n')[0].trim();
  await walker.go('/councils');
  const link = walker.page.getByRole('link', { name: council, exact: true });
  const region = await walker.page.locator('section').filter({ has: link }).locator('h2').innerText();
  return { name, council, region, framework: (await link.getAttribute('href')).replace('councils', 'frameworks') };
}

// The manager gives the person to the broker of the sample.
async function takeOn(walker, broker) {
  await walker.signInAs('Runs an organisation');
  await walker.press(NAME);
  await walker.says('I would like to swim again.');
  await walker.press('Take them on');
  await walker.tick(broker);
  await walker.press('Take them on');
  await walker.says('You have taken them on');
  return new URL(walker.page.url()).pathname;
}

async function moveTo(walker, path, ...stages) {
  await walker.signInAs('Works with people as a broker');
  for (const stage of stages) {
    await walker.go(`${path}/move`);
    await walker.tick(stage);
    await walker.press('Move');
    await walker.says('The case was moved.');
  }
}

async function agree(walker) {
  await walker.press('Send my decision');
  await walker.says('Choose whether you agree with the plan.');
  await walker.tick('Yes, I agree');
  await walker.press('Send my decision');
  await walker.says('You agreed the plan.');
}

async function answerReview(walker) {
  await walker.go('/home/reviews');
  await walker.press('When support starts');
  await walker.press('Start');
  await walker.tick('I answered alone');
  await walker.press('Continue');
  while (walker.page.url().includes('/question/')) {
    await walker.page.locator('main input[type=radio]').nth(1).check();
    await walker.press('Continue');
  }
  await walker.press('Send my answers');
  await walker.says('Here is what has changed for you.');
}

async function everyStep(walker) {
  const organisation = await theOrganisation(walker);
  const address = `together${Date.now()}@example.org`;
  await setUp(walker, { ...organisation, address, name: NAME });
  await ask(walker);
  await choose(walker, `Choose ${organisation.name}`);
  await walker.signInAs('Works with people as a broker');
  const broker = (await walker.page.getByText('Signed in as').innerText()).replace('Signed in as', '').trim();
  const path = await takeOn(walker, broker);
  await moveTo(walker, path, 'Exploring', 'Writing the plan', 'The plan waits');
  await walker.signInByMail(address);
  await walker.go(`/home${path}`);
  await agree(walker);
  await moveTo(walker, path, 'Making it real', 'Support is running');
  await walker.signInByMail(address);
  await answerReview(walker);
  await walker.go('/home');
  await walker.press('Who has looked');
  await walker.says(broker);
  await walker.signInAs('Works for Alongside');
  await walker.go(organisation.framework);
  await walker.says(organisation.council);
  assert.ok(await walker.page.locator('table').count(), 'the framework has a table');
}

export const walks = [
  ['one request, from asking to a measured outcome', {}, everyStep],
  ['one request, from asking to a measured outcome, without script', { javaScriptEnabled: false }, everyStep],
];
