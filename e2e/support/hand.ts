import type { Locator, Page } from '@playwright/test';

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** A person's hand on the mouse: every press of a button is counted as one action. */
export class Hand {
  actions = 0;

  async click(
    target: Locator,
    at: { readonly position?: Spot; readonly shift?: boolean } = {},
  ): Promise<void> {
    this.actions += 1;
    await target.click({
      ...(at.position ? { position: at.position } : {}),
      modifiers: at.shift ? ['Shift'] : [],
    });
  }

  /** A chord of the keyboard beside the mouse is one action. */
  async key(page: Page, chord: string): Promise<void> {
    this.actions += 1;
    await page.keyboard.press(chord);
  }

  /** The other button: the menu of what is pressed. */
  async menu(target: Locator, position: Spot): Promise<void> {
    this.actions += 1;
    await target.click({ button: 'right', position });
  }

  /** Drags one thing onto a place of another. */
  async carry(what: Locator, onto: Locator, to: Spot): Promise<void> {
    this.actions += 1;
    await what.dragTo(onto, { targetPosition: to });
  }

  /** A typed field is one action. */
  async type(field: Locator, text: string): Promise<void> {
    this.actions += 1;
    await field.fill(text);
    await field.blur();
  }

  /** From one place of a target to another, with the button down. */
  async drag(target: Locator, from: Spot, to: Spot): Promise<void> {
    this.actions += 1;
    const box = await target.boundingBox();
    if (!box) throw new Error(`${String(target)} is not on the screen`);
    const { mouse } = target.page();
    await mouse.move(box.x + from.x, box.y + from.y);
    await mouse.down();
    await mouse.move(box.x + to.x, box.y + to.y, { steps: 8 });
    await mouse.up();
  }
}

/** A person's hands on the keyboard alone: a chord is one press, typed text is one press a character. */
export class Keys {
  presses = 0;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async press(key: string, times = 1): Promise<void> {
    for (let n = 0; n < times; n += 1) {
      this.presses += 1;
      await this.page.keyboard.press(key);
    }
  }

  /** Presses Tab until the target has the focus, at most `most` times. */
  async tabTo(target: Locator, most = 15): Promise<void> {
    for (let n = 0; n < most; n += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await this.press('Tab');
    }
    if (!(await target.evaluate((element) => element === document.activeElement)))
      throw new Error(`Tab does not reach ${String(target)}`);
  }

  /** Opens the list of the field that has the focus, and goes down to an option as somebody does who looks. */
  async choose(option: Locator, most = 20): Promise<void> {
    await this.press('Enter');
    await option.waitFor();
    for (let n = 0; n < most; n += 1) {
      if ((await option.getAttribute('data-combobox-selected')) !== null) return this.press('Enter');
      await this.press('ArrowDown');
    }
    throw new Error(`ArrowDown does not reach ${String(option)}`);
  }

  async type(text: string): Promise<void> {
    this.presses += text.length;
    await this.page.keyboard.type(text);
  }
}
