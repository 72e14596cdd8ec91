import { expect, type Page } from '@playwright/test';

/**
 * Nothing that is to be read is cut: no line runs out of the window or of what holds it, unless it ends in an ellipsis and its title
 * has all of it, or what holds it scrolls. Drawings are left out: they are moved and zoomed.
 */
export async function expectNothingCut(page: Page, screen: string): Promise<void> {
  const found = await page.evaluate(() => {
    const cut: string[] = [];
    const wide = document.documentElement.scrollWidth - window.innerWidth;
    if (wide > 0) cut.push(`the page is ${wide} px wider than the window`);
    const isClipped = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    const told = (element: Element) => element.closest('[title], [aria-label]') !== null;
    const isHidden = (element: Element) => {
      const { width, height } = element.getBoundingClientRect();
      return width <= 1 || height <= 1 || getComputedStyle(element).visibility === 'hidden';
    };
    const range = document.createRange();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const holder = text.parentElement;
      if (!holder || !text.nodeValue?.trim() || isHidden(holder)) continue;
      if (holder.closest('svg, [data-canvas], .react-flow, [aria-hidden="true"], script, style')) continue;
      range.selectNodeContents(text);
      const line = range.getBoundingClientRect();
      if (line.width === 0) continue;
      for (let around: Element | null = holder; around; around = around.parentElement) {
        const style = getComputedStyle(around);
        if (style.overflowX === 'auto' || style.overflowX === 'scroll') break;
        if (isHidden(around)) break;
        if (!isClipped(style.overflowX)) continue;
        const box = around.getBoundingClientRect();
        const over = Math.max(line.right - box.right, box.left - line.left);
        if (over <= 1) continue;
        if (style.textOverflow === 'ellipsis' && told(holder)) break;
        cut.push(`“${text.nodeValue.trim().slice(0, 40)}” by ${Math.round(over)} px`);
        break;
      }
    }
    return cut;
  });
  expect.soft({ screen, cut: found }).toEqual({ screen, cut: [] });
}

/** What has the focus is seen: it is in the window, and nothing that stays in place lies over it. */
export async function expectFocusSeen(page: Page, screen: string, presses: number): Promise<void> {
  const hidden: string[] = [];
  for (let press = 0; press < presses; press += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!focused || focused === document.body) return null;
      const { left, right, top, bottom, width, height } = focused.getBoundingClientRect();
      // A landmark that takes the focus is larger than any bar.
      if (width * height > (window.innerWidth * window.innerHeight) / 4 || width <= 1) return null;
      const name = focused.getAttribute('aria-label') ?? focused.textContent ?? focused.tagName;
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const at = document.elementFromPoint(x, y);
      const seen =
        at !== null && (focused.contains(at) || at.contains(focused) || at.closest('label') !== null);
      return seen ? null : `${name.trim().slice(0, 40)} at ${Math.round(x)}, ${Math.round(y)}`;
    });
    if (found) hidden.push(found);
  }
  expect.soft({ screen, hidden }).toEqual({ screen, hidden: [] });
}

/** Every text of the page a third longer and of letters with marks above and below, as in a language that is longer than English. */
export async function lengthen(page: Page): Promise<void> {
  await page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const { parentElement: holder, nodeValue } = text;
      const words = nodeValue?.trim() ?? '';
      // Figures are as long in every language.
      if (!holder || !/\p{L}{3}/u.test(words) || holder.closest('svg, .react-flow, [aria-hidden="true"]'))
        continue;
      const longer = 'ÅÇ ëñģ ýþ '.repeat(Math.ceil(words.length / 30)).slice(0, Math.ceil(words.length / 3));
      text.nodeValue = `${words} ${longer.trim()}`;
    }
  });
}
