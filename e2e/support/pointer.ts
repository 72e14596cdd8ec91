import type { Page } from '@playwright/test';

/** What the pointer did in a page, as the page itself saw it, before anything in it could stop the event. */
export class Pointer {
  presses = 0;
  /** Movements while a button was down: drags. */
  drags = 0;

  /** Watches from the next page that is opened on. */
  static async watch(page: Page): Promise<Pointer> {
    const pointer = new Pointer();
    await page.exposeFunction('pointerSeen', (what: 'presses' | 'drags') => {
      pointer[what] += 1;
    });
    await page.addInitScript(() => {
      const seen = Reflect.get(window, 'pointerSeen') as (what: string) => void;
      window.addEventListener('pointerdown', () => seen('presses'), { capture: true });
      window.addEventListener('pointermove', ({ buttons }) => buttons !== 0 && seen('drags'), {
        capture: true,
      });
    });
    return pointer;
  }
}
