import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import { Hand } from './hand.ts';
import { signedUp } from './personas.ts';
import { Pointer } from './pointer.ts';

/** A place of a part where nothing of what it hosts is drawn. */
export const HEAD = { x: 24, y: 12 };

const SMALL = { 'Processor, vCPU': '1', 'Memory, MiB': '512', 'Local disk, GiB': '4' };

/** The designer's page as a person finds it, and the mouse over it. */
export class Sheet {
  readonly page: Page;
  /** What the page itself saw of the pointer. */
  readonly pointer: Pointer;
  readonly hand = new Hand();
  readonly palette: Locator;
  readonly drawing: Locator;
  readonly inspector: Locator;
  readonly book: Locator;

  constructor(page: Page, pointer = new Pointer()) {
    this.page = page;
    this.pointer = pointer;
    this.palette = page.getByRole('complementary', { name: 'Palette' });
    this.drawing = page.getByRole('region', { name: 'Drawing' });
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.book = page.getByRole('button', { name: 'Book', exact: true });
  }

  /** Somebody new, in an empty design; the drawing has the focus. */
  static async blank(browser: Browser, person: string): Promise<Sheet> {
    return Sheet.fresh(await signedUp(browser, person));
  }

  /** A new, empty design of whoever is signed in. */
  static async fresh(page: Page): Promise<Sheet> {
    const pointer = await Pointer.watch(page);
    await page.goto('/designs');
    const start = page.getByRole('button', { name: 'Start blank' });
    await start.focus();
    await page.keyboard.press('Enter');
    const sheet = new Sheet(page, pointer);
    await expect(sheet.palette).toBeVisible();
    await expect(sheet.drawing).toBeFocused();
    return sheet;
  }

  /** The same design in another browser of the same person: tabs of one tell each other at once what they have saved. */
  async elsewhere(browser: Browser): Promise<Sheet> {
    const storageState = await this.page.context().storageState();
    const page = await (await browser.newContext({ storageState })).newPage();
    await page.goto(this.page.url());
    return new Sheet(page);
  }

  /** What is drawn, by how its name begins: `Server 2`, `nginx 1.22`. */
  part(name: string): Locator {
    const start = new RegExp(`^${name.replaceAll('.', '\\.')}(,|$)`);
    return this.drawing.getByRole('treeitem', { name: start }).first();
  }

  /** A row of the catalog. */
  row(type: string): Locator {
    return this.palette.getByRole('button', { name: new RegExp(`^${type}`) }).first();
  }

  /** Takes a type into the hand and puts it onto a part: two clicks. */
  async put(type: string, onto: string): Promise<void> {
    await this.hand.click(this.row(type));
    await this.hand.click(this.part(onto), { position: HEAD });
  }

  /** Takes a type into the hand and puts it down at a place of the empty sheet: two clicks. */
  async putAt(type: string, x: number, y: number): Promise<void> {
    await this.hand.click(this.row(type));
    await this.hand.click(this.drawing, { position: { x, y } });
  }

  /** Drags a row of the catalog onto a part: one press of the button. */
  async drag(type: string, onto: string): Promise<void> {
    await this.hand.carry(this.row(type), this.part(onto), HEAD);
  }

  /** Drags a part by its head, so far in pixels of the screen. */
  async move(part: string, dx: number, dy: number): Promise<void> {
    await this.hand.drag(this.part(part), HEAD, { x: HEAD.x + dx, y: HEAD.y + dy });
  }

  /** Adds a part by the keyboard: into what is selected where it fits there, else beside it. */
  async add(type: string): Promise<void> {
    await this.row(type).focus();
    await this.page.keyboard.press('Enter');
  }

  /** A machine of the smallest size but for what is said, and what is on it by its names in the palette. */
  async machine(name: string, on: readonly string[], size: Partial<typeof SMALL> = {}): Promise<void> {
    await this.add('Server, x86-64');
    for (const [label, value] of Object.entries({ Name: name, ...SMALL, ...size }))
      await this.set(label, value);
    for (const type of on) await this.add(type);
  }

  async network(name: string, members: readonly string[]): Promise<void> {
    await this.add('Switch, 64 ports');
    await this.set('Name', name);
    for (const member of members) await this.connect(member, name);
  }

  async connect(from: string, to: string): Promise<void> {
    await this.select(from);
    await this.choose('Connect to…', new RegExp(`^${to}\\b`));
  }

  /** Types a value into a field of what is selected: a click and a typed field. */
  async set(label: string, value: string): Promise<void> {
    const field = this.inspector.getByRole('textbox', { name: label, exact: true });
    await this.hand.click(field);
    await this.hand.type(field, value);
  }

  async select(part: string, how: { readonly shift?: boolean } = {}): Promise<void> {
    await this.hand.click(this.part(part), { position: HEAD, ...how });
  }

  /** A button of the bar over what is selected. */
  async press(command: string): Promise<void> {
    const bar = this.drawing.getByRole('toolbar', { name: /^Actions for/ });
    await this.hand.click(bar.getByRole('button', { name: command, exact: true }));
  }

  /** A command by the bar, and what is chosen in its list. */
  async choose(command: string, option: RegExp): Promise<void> {
    await this.press(command);
    await this.hand.click(this.page.getByRole('option', { name: option }).first());
  }

  /** A command of the menu that the other button opens on a part. */
  async pick(part: string, command: string): Promise<void> {
    await this.hand.menu(this.part(part), HEAD);
    await this.hand.click(this.page.getByRole('menuitem', { name: command }));
  }

  /** No blocker, and nothing else that stops booking. */
  async expectBookable(): Promise<void> {
    await expect(this.drawing.getByRole('treeitem', { name: /blocker/ })).toHaveCount(0);
    await expect(this.book).toBeEnabled();
    await expect(this.book).not.toHaveAttribute('aria-disabled', 'true');
  }
}
