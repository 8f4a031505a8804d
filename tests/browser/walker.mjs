// One person at a browser: goes to pages, presses buttons, and has every page looked at by axe and by a tape measure.

import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const HEAVIEST = 100 * 1024;
// CSS pixels: no target is smaller, and nearly all are large (ux: 95 of 100).
const SMALLEST_TARGET = 24;
const LARGE_TARGET = 44;
const LARGE_SHARE = 0.95;

// The shorter side of what can be pressed. A link within a sentence may be as high as its line (WCAG 2.5.8); the whole
// label of a box is its target.
function measureTargets() {
  const inSentence = (element) =>
    getComputedStyle(element).display === 'inline' &&
    [...element.parentElement.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
  const all = [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')];
  return all
    .filter((element) => element.checkVisibility() && !element.closest('.skip, .hidden') && !inSentence(element))
    .map((element) => {
      const box = element.matches('[type=radio], [type=checkbox]') ? element.closest('label') ?? element.parentElement : element;
      const { width, height } = box.getBoundingClientRect();
      return { side: Math.round(Math.min(width, height)), html: element.outerHTML.slice(0, 120) };
    })
    .filter(({ side }) => side > 0);
}

export class Walker {
  constructor(page, site) {
    this.page = page;
    this.site = site;
    this.looked = new Set();
    this.targets = { all: 0, large: 0 };
    page.on('pageerror', (error) => { throw error; });
  }

  async go(path) {
    const response = await this.page.goto(this.site + path);
    assert.ok(response.status() < 400, `${path} answered ${response.status()}`);
    const body = await response.body();
    assert.ok(body.length < HEAVIEST, `${path} weighs ${body.length} bytes`);
    await this.look();
  }

  // Presses a button or follows a link by what it says.
  async press(name) {
    const main = this.page.locator('main');
    await this.activate(main.getByRole('button', { name }).or(main.getByRole('link', { name })).first());
  }

  // Presses this control, and looks at the page it leads to.
  async activate(control) {
    await this.use(control);
    await this.page.waitForLoadState();
    await this.look();
  }

  async use(control) {
    await control.click();
  }

  async fill(label, text) {
    await this.write(this.page.getByLabel(label).first(), text);
  }

  async write(field, text) {
    await field.fill(text);
  }

  async tick(label) {
    await this.page.getByLabel(label).first().check();
  }

  async says(text) {
    const words = await this.page.locator('body').innerText();
    assert.match(words, text instanceof RegExp ? text : new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'), 'i'));
  }

  // What was typed is still there.
  async keeps(label, text) {
    assert.equal(await this.page.getByLabel(label).first().inputValue(), text);
  }

  // Every page: axe, one heading, a language, no sideways scroll on a narrow screen, targets large enough.
  async look() {
    const key = new URL(this.page.url()).pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id') + (await this.page.title());
    if (this.looked.has(key)) return;
    this.looked.add(key);
    await this.measure();
    if (!this.scripted()) return;
    const { violations } = await new AxeBuilder({ page: this.page }).withTags(RULES).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
    assert.deepEqual(found, [], `axe on ${this.page.url()}`);
  }

  scripted() {
    return this.page.context()._options?.javaScriptEnabled !== false;
  }

  async measure() {
    const page = this.page;
    assert.equal(await page.locator('h1').count(), 1, `one heading on ${page.url()}`);
    assert.ok(await page.locator('html[lang]').count(), 'a language');
    if (!this.scripted()) return;
    const before = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 800 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(wide <= 320, `${page.url()} is ${wide} pixels wide on a screen of 320`);
    const targets = await page.evaluate(measureTargets);
    const tiny = targets.filter(({ side }) => side < SMALLEST_TARGET);
    assert.deepEqual(tiny, [], `targets too small on ${page.url()}`);
    const large = targets.filter(({ side }) => side >= LARGE_TARGET).length;
    this.targets.all += targets.length;
    this.targets.large += large;
    if (before) await page.setViewportSize(before);
  }

  // Signs in as one of the sample people, by what their card says.
  async signInAs(words) {
    await this.go('/sign-in');
    const card = this.page.locator('form.card').filter({ hasText: words }).first();
    await this.activate(card.getByRole('button'));
  }

  // Signs in with an address of one's own, by the link in the mail.
  async signInByMail(address) {
    await this.go('/sign-in');
    await this.fill('e-mail address', address);
    await this.press('Send me a link');
    await this.go('/mailbox');
    await this.activate(this.page.locator('main a[href*="/sign-in/link/"]').first());
    await this.activate(this.page.locator('main button').first());
  }

  // At the end of a walk: nearly everything to press was large.
  wasEasyToPress() {
    const { all, large } = this.targets;
    assert.ok(large >= all * LARGE_SHARE, `${large} of ${all} targets are ${LARGE_TARGET} pixels or more`);
  }

  async photograph(name) {
    const folder = join(tmpdir(), 'alongside-photographs');
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${name.replace(/\W+/g, '-')}.png`);
    await this.page.screenshot({ path, fullPage: true }).catch(() => {});
    console.log(`     seen at ${this.page.url()}: ${path}`);
  }
}
