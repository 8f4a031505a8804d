// Someone who uses the keyboard alone: everything is reached by Tab and arrows, and seen to have the focus.

import assert from 'node:assert/strict';
import { Walker } from './walker.mjs';

const STEPS_AT_MOST = 400;

export class KeyboardWalker extends Walker {
  async use(control) {
    await this.reach(control);
    const left = this.page.waitForEvent('framenavigated');
    await this.page.keyboard.press('Enter');
    await left;
  }

  async write(field, text) {
    await this.reach(field);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.press('Delete');
    await this.page.keyboard.type(text);
  }

  async tick(label) {
    const box = this.page.getByLabel(label).first();
    const isRadio = (await box.getAttribute('type')) === 'radio';
    await this.reach(box, isRadio);
    if (!(await box.isChecked())) await this.page.keyboard.press('Space');
    assert.ok(await box.isChecked(), `${label} is ticked`);
  }

  // Goes on with Tab until the control has the focus; within a group of radios with the arrows.
  async reach(control, isRadio = false) {
    const goal = await control.elementHandle();
    for (let step = 0; step < STEPS_AT_MOST; step += 1) {
      await this.page.keyboard.press('Tab');
      const at = await goal.evaluate((element) => {
        const here = document.activeElement;
        const group = here.type === 'radio' && here.name === element.name && here.form === element.form;
        return { there: here === element, group };
      });
      if (at.there) return this.sees(goal);
      if (isRadio && at.group) return this.throughTheGroup(goal);
    }
    throw new Error(`${await goal.evaluate((element) => element.outerHTML.slice(0, 120))} is not reached by keyboard`);
  }

  async throughTheGroup(goal) {
    for (let step = 0; step < STEPS_AT_MOST; step += 1) {
      await this.page.keyboard.press('ArrowDown');
      if (await goal.evaluate((element) => document.activeElement === element)) return this.sees(goal);
    }
    throw new Error('a radio is not reached by arrows');
  }

  // Where the focus is can be seen.
  async sees(goal) {
    const { outlineStyle, outlineWidth, boxShadow } = await goal.evaluate((element) => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      return { outlineStyle, outlineWidth, boxShadow };
    });
    const ringed = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    assert.ok(ringed || boxShadow !== 'none', 'the focus is seen');
  }
}
