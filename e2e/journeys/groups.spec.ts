import { expect, test, type Locator } from '@playwright/test';
import { Sheet } from '../support/sheet.ts';

test('a part is dragged into the frame of a group, clear of its members, and out again, one step each', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Gina Gull');
  const { page } = sheet;
  await sheet.putAt('Server, x86-64', 160, 120);
  await sheet.putAt('x86 PC', 560, 120);
  await sheet.putAt('Laptop', 160, 460);
  await sheet.select('Server');
  await sheet.select('PC', { shift: true });
  await page.keyboard.press('Control+G');
  const group = sheet.part('Group');
  await expect(group).toHaveAccessibleName('Group, group of 2 parts');
  await sheet.move('Laptop', 200, -300);
  await expect(group).toHaveAccessibleName('Group, group of 3 parts');
  const [laptop, server] = [
    await sheet.part('Laptop').boundingBox(),
    await sheet.part('Server').boundingBox(),
  ];
  if (!laptop || !server) throw new Error('a part is not on the screen');
  expect(laptop.y >= server.y + server.height || laptop.x >= server.x + server.width).toBe(true);
  await page.keyboard.press('Control+Z');
  await expect(group).toHaveAccessibleName('Group, group of 2 parts');
  await page.keyboard.press('Control+Shift+Z');
  await expect(group).toHaveAccessibleName('Group, group of 3 parts');
  await sheet.move('Laptop', 0, 400);
  await expect(group).toHaveAccessibleName('Group, group of 2 parts');
  await page.context().close();
});

test('what is cut at 800 pixels, near and far, says so and has its whole text as title', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Gina Gull');
  const { page, drawing } = sheet;
  await sheet.putAt('Small server', 160, 120);
  await sheet.putAt('Switch, 64', 40, 400);
  await page.setViewportSize({ width: 800, height: 700 });
  for (let zoom = 0; zoom < 6; zoom += 1) {
    expect(await cutUnsaid(page.locator('body'))).toEqual([]);
    await drawing.getByRole('button', { name: 'Zoom out' }).click();
  }
  await page.context().close();
});

/** Texts that are cut without an ellipsis or without a title. */
async function cutUnsaid(body: Locator): Promise<string[]> {
  return body.evaluate((root) =>
    [...root.querySelectorAll<HTMLElement>('*')]
      .filter((one) => one.childElementCount === 0 && one.clientWidth > 1 && one.textContent?.trim() !== '')
      .filter((one) => getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1)
      .filter((one) => getComputedStyle(one).textOverflow !== 'ellipsis' || !one.closest('[title]'))
      .map(({ textContent }) => textContent ?? ''),
  );
}
