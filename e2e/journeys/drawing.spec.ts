import { expect, test, type Browser } from '@playwright/test';
import { Hand, Keys } from '../support/hand.ts';
import { signedUp } from '../support/personas.ts';
import { Pointer } from '../support/pointer.ts';
import { parts, savedText } from '../support/saved.ts';
import { Sheet } from '../support/sheet.ts';
import { threeTiers } from '../support/stories.ts';

const SEARCH_PLATFORM = [
  'Gateway: ; Hub',
  'Hub: ; Gateway, Server, Server 2',
  'Server 2: jdk-1-3, oracle-8i, solaris-8, weblogic-6; Hub',
  'Server: apache-2-4, debian-12; Hub',
];

const THREE_TIERS = [
  'Gateway: ; Switch 2',
  'Server 2: debian-12, nodejs-18; Switch',
  'Server 3: debian-12, postgresql-15; Switch',
  'Server: debian-12, nginx-1-22; Switch, Switch 2',
  'Switch 2: ; Gateway, Server',
  'Switch: ; Server, Server 2, Server 3',
];

test('the search platform by mouse, from blank in at most 20 actions, without a drag', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Ada Alder');
  await sheet.putAt('Hub, 100', 400, 300);
  await sheet.put('Internet gateway', 'Hub');
  await sheet.put('Server, x86-64', 'Hub');
  await sheet.put('Debian 12', 'Server');
  await sheet.put('Apache 2.4', 'Server');
  await sheet.put('Server, sparc64', 'Hub');
  await sheet.put('Solaris 8', 'Server 2');
  await sheet.put('Java 1.3', 'Server 2');
  await sheet.put('WebLogic', 'Server 2');
  await sheet.put('Oracle 8i', 'Server 2');
  await sheet.expectBookable();
  await expect.poll(() => parts(sheet.page)).toEqual(SEARCH_PLATFORM);
  expect(sheet.hand.actions).toBeLessThanOrEqual(20);
  expect(sheet.pointer.drags).toBe(0);
  await sheet.page.context().close();
});

test('the search platform by keyboard alone, in at most 35 key presses', async ({ browser }) => {
  const { page, keys, pointer, add, expectBookable } = await atKeyboard(browser);
  await add('N', 'in');
  await add('A', 'h');
  await add('A', 's');
  await add('A', 'd');
  await add('A', 'a');
  await keys.press('Control+ArrowUp', 3);
  await add('A', 'sp');
  await add('A', '');
  await add('A', 'j');
  await add('A', 'w');
  await add('A', 'o');
  await expectBookable();
  await expect.poll(() => parts(page)).toEqual(SEARCH_PLATFORM);
  expect(keys.presses).toBeLessThanOrEqual(35);
  expect(pointer.presses).toBe(0);
  await page.context().close();
});

test('J16: three tiers by mouse, from blank in at most 20 actions, without a drag', async ({ browser }) => {
  const sheet = await Sheet.blank(browser, 'Ada Alder');
  await threeTiers(sheet);
  await sheet.expectBookable();
  await expect.poll(() => parts(sheet.page)).toEqual(THREE_TIERS);
  expect(sheet.hand.actions).toBeLessThanOrEqual(20);
  expect(sheet.pointer.drags).toBe(0);
  await sheet.page.context().close();
});

test('three tiers by keyboard alone, in at most 35 key presses', async ({ browser }) => {
  const { page, keys, pointer, add, expectBookable } = await atKeyboard(browser);
  await add('N', 'sw');
  await add('A', 's');
  await add('A', 'd');
  await keys.press('Control+ArrowUp');
  await keys.press('Control+D', 2);
  await add('A', 'p');
  await keys.press('Control+ArrowLeft');
  await add('A', 'no');
  await keys.press('Control+ArrowLeft');
  await add('A', 'n');
  await add('A', 'sw');
  await add('A', 'i');
  await expectBookable();
  await expect.poll(() => parts(page)).toEqual(THREE_TIERS);
  expect(keys.presses).toBeLessThanOrEqual(35);
  expect(pointer.presses).toBe(0);
  await page.context().close();
});

test('J3, J16: a word processor for x86 on an Arm machine is refused in words, fixed by two clicks, undone in one step', async ({
  browser,
}) => {
  const sheet = await Sheet.blank(browser, 'Ada Alder');
  const { page, hand, inspector } = sheet;
  await sheet.putAt('Arm board', 300, 200);
  await sheet.put('Windows 98', 'Board');
  await sheet.put('WordPerfect 8', 'Board');
  await expect(sheet.book).toHaveAttribute('aria-disabled', 'true');
  await expect.poll(() => parts(page)).toEqual(['Board: windows-98, wordperfect-8; ']);
  const before = await savedText(page);
  const actions = hand.actions;
  await hand.click(page.getByRole('button', { name: /^Blocker: Windows 98 cannot run on Board/ }));
  await expect(inspector).toContainText('Windows 98 cannot run on Board: its processor is arm64');
  await expect(inspector).toContainText('WordPerfect 8 is the reason Windows 98 is here');
  await hand.click(inspector.getByRole('button', { name: /^Apply:/ }).first());
  expect(hand.actions - actions).toBeLessThanOrEqual(2);
  expect(sheet.pointer.drags).toBe(0);
  await sheet.expectBookable();
  await expect.poll(() => savedText(page)).not.toBe(before);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => savedText(page)).toBe(before);
  await page.context().close();
});

test('J16: J1 without a drag: a ready product, booked for tomorrow 9 to 11', async ({ browser }) => {
  const page = await signedUp(browser, 'Ada Alder');
  const pointer = await Pointer.watch(page);
  await page.goto('/designs');
  const hand = new Hand();
  await hand.click(page.getByRole('button', { name: 'Use Easy Word Processing' }));
  await hand.click(page.getByRole('button', { name: 'Book', exact: true }));
  await hand.click(page.getByRole('button', { name: /Tomorrow 9/ }));
  await hand.click(page.getByRole('button', { name: /^Book for/ }));
  await expect(page.getByRole('heading', { name: 'Booked' })).toBeVisible();
  expect(hand.actions).toBeLessThanOrEqual(8);
  expect([pointer.presses, pointer.drags]).toEqual([hand.actions, 0]);
  await page.context().close();
});

/** Somebody whose mouse lies aside, in an empty design. */
async function atKeyboard(browser: Browser) {
  const sheet = await Sheet.blank(browser, 'Hal Halden');
  const { page, pointer } = sheet;
  const keys = new Keys(page);
  /** A command's list, what is typed into it, and its first entry. */
  const add = async (command: string, text: string) => {
    await keys.press(command);
    await expect(page.getByRole('combobox')).toBeFocused();
    await keys.type(text);
    await keys.press('Enter');
    await expect(page.getByRole('combobox')).toHaveCount(0);
  };
  return { page, keys, pointer, add, expectBookable: () => sheet.expectBookable() };
}
