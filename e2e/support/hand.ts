import type { Locator, Page } from '@playwright/test';

/** A person's hand on the mouse: every click is counted as one action. */
export class Hand {
  actions = 0;

  async click(target: Locator): Promise<void> {
    this.actions += 1;
    await target.click();
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

  async type(text: string): Promise<void> {
    this.presses += text.length;
    await this.page.keyboard.type(text);
  }
}
