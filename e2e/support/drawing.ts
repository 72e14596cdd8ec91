import { expect, type Page } from '@playwright/test';

const SMALL = { 'Processor, vCPU': '1', 'Memory, MiB': '512', 'Local disk, GiB': '4' };

/** Somebody at the keyboard of the designer, in an empty design. */
export class Designer {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async blank(page: Page): Promise<Designer> {
    await page.goto('/designs');
    await page.getByRole('button', { name: 'Start blank' }).click();
    await expect(page.getByRole('complementary', { name: 'Palette' })).toBeVisible();
    return new Designer(page);
  }

  /** Adds a part: into what is selected where it fits there, else beside it. What was added last is in the palette twice. */
  async add(part: RegExp): Promise<void> {
    await this.page
      .getByRole('complementary', { name: 'Palette' })
      .getByRole('button', { name: part })
      .first()
      .focus();
    await this.page.keyboard.press('Enter');
  }

  /** A machine of the smallest size but for what is said, and what is on it by its names in the palette. */
  async machine(name: string, on: readonly RegExp[], size: Partial<typeof SMALL> = {}): Promise<void> {
    await this.add(/^Server, x86-64/);
    const inspector = this.page.getByRole('complementary', { name: 'Inspector' });
    await this.set(name);
    for (const [label, value] of Object.entries({ ...SMALL, ...size })) {
      const field = inspector.getByRole('textbox', { name: label, exact: true });
      await field.fill(value);
      await field.press('Enter');
    }
    for (const part of on) await this.add(part);
  }

  /** Gives what is selected a name. */
  async set(name: string): Promise<void> {
    const field = this.page
      .getByRole('complementary', { name: 'Inspector' })
      .getByRole('textbox', { name: 'Name', exact: true });
    await field.fill(name);
    await field.press('Enter');
  }

  async network(name: string, members: readonly string[]): Promise<void> {
    await this.add(/^Switch, 64 ports/);
    await this.set(name);
    for (const member of members) await this.connect(member, name);
  }

  async connect(from: string, to: string): Promise<void> {
    const drawing = this.page.getByRole('region', { name: 'Drawing' });
    // By its header: further down is what it hosts.
    await drawing
      .getByRole('treeitem', { name: new RegExp(`^${from},`) })
      .first()
      .click({ position: { x: 70, y: 18 } });
    await this.page.getByRole('button', { name: 'Connect to…' }).first().click();
    await this.page.getByRole('option', { name: new RegExp(`^${to}\\b`) }).click();
  }
}
