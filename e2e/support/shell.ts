import { expect, type Locator, type Page } from '@playwright/test';

/** What a command printed on both outputs, and how it ended. */
interface Outcome {
  readonly text: string;
  readonly code: number;
}

/** Tells what is on a screen from before apart from what is waited for. */
let runs = 0;

/** A person at the terminal of one machine, on the live page. */
export class Shell {
  readonly screen: Locator;
  private readonly page: Page;

  constructor(page: Page, machine: string) {
    this.page = page;
    this.screen = page.getByRole('tabpanel', { name: `Terminal on ${machine}.` }).locator('.xterm-rows');
  }

  /** One action opens it; typing goes there at once. */
  static async open(page: Page, machine: string): Promise<Shell> {
    await page
      .getByRole('table')
      .getByRole('button', { name: `Terminal on ${machine}`, exact: true })
      .click();
    return Shell.at(page, machine);
  }

  /** The terminal that is in front once it has a prompt. */
  static async at(page: Page, machine: string): Promise<Shell> {
    const shell = new Shell(page, machine);
    await expect.poll(() => shell.shown()).toMatch(new RegExp(`@${machine}:.*[#$] $`));
    return shell;
  }

  /** Types a command and waits until it has ended. Its output has to fit on the screen. */
  async run(command: string): Promise<Outcome> {
    runs += 1;
    const number = runs;
    await this.page.keyboard.type(`clear; ${command}; echo "ended $((${number})) with $?"`);
    await this.page.keyboard.press('Enter');
    const end = new RegExp(`^([^]*?)ended ${number} with (\\d+)\n`);
    await expect.poll(() => this.shown()).toMatch(end);
    const [, text = '', code] = end.exec(await this.shown()) ?? [];
    return { text: text.trim(), code: Number(code) };
  }

  /** What stands on the screen, a line for each row. */
  async shown(): Promise<string> {
    const rows = await this.screen.locator('> div').allTextContents();
    return rows
      .map((row) => row.replaceAll('\u00A0', ' ').trimEnd())
      .join('\n')
      .trimEnd()
      .replace(/([#$])$/, '$1 ');
  }
}
