import type { Logger } from 'pino';
import type { Terminal } from '../../drivers/driver.ts';
import { env } from '../../env.ts';
import type { Loss, Reached } from './right.ts';

/** Why a terminal has ended, or was never opened. */
export type TerminalEnd = Loss | 'exited' | 'closed' | 'elsewhere';

/** The connection through which somebody looks at a terminal. */
export interface Viewer {
  write(bytes: Buffer): void;
  /** False while more is on its way to the browser than it takes. */
  hasRoom(): boolean;
  close(why: TerminalEnd): void;
}

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

const SCROLLBACK_BYTES = 256 * 1024;
/** How long a terminal waits for its browser to come back. */
export const GRACE_MS = 60_000;

/** One shell in a machine. It outlives its connection for GRACE_MS and never its right. */
export class TerminalSession {
  readonly reached: Reached;
  readonly #terminal: Terminal;
  readonly #log: Logger;
  readonly #graceMs: number;
  readonly #ended = new AbortController();
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #cut = false;
  #viewer: Viewer | null = null;
  #stopGrace: () => void = () => {};

  constructor(reached: Reached, terminal: Terminal, options: { log: Logger; graceMs: number }) {
    this.reached = reached;
    this.#terminal = terminal;
    this.#log = options.log;
    this.#graceMs = options.graceMs;
    const { io } = terminal;
    io.on('data', (bytes: Buffer) => this.#show(bytes));
    io.on('error', (error) => {
      this.#log.info({ err: error, key: reached.key }, 'the connection to a terminal broke');
      this.end('unreachable');
    });
    terminal.exit.then(
      () => this.end('exited'),
      () => this.end('unreachable'),
    );
    io.once('close', () => this.end('exited'));
    this.#wait();
  }

  /** Aborts when the terminal has ended, whatever ended it. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** Shows everything that is kept, and from now on everything new. A viewer from before is sent away. */
  attach(viewer: Viewer): void {
    this.#stopGrace();
    this.#viewer?.close('elsewhere');
    this.#viewer = viewer;
    const all = Buffer.concat(this.#kept);
    // What is kept may begin inside of a character or a control sequence; a line is a safe place to start at.
    const kept = this.#cut ? all.subarray(all.indexOf('\n') + 1) : all;
    if (kept.length > 0) viewer.write(kept);
    this.makeRoom();
  }

  detach(viewer: Viewer): void {
    if (this.#viewer !== viewer) return;
    this.#viewer = null;
    this.#terminal.io.resume();
    this.#wait();
  }

  /** Called by the viewer when the browser has taken what was sent. */
  makeRoom(): void {
    if (this.#viewer?.hasRoom() ?? true) this.#terminal.io.resume();
  }

  /** False when the machine takes no more for now; `ready` is called once it does. */
  type(bytes: Buffer, ready: () => void): boolean {
    const { io } = this.#terminal;
    if (this.ended.aborted || !io.writable) return true;
    if (io.write(bytes)) return true;
    io.once('drain', ready);
    return false;
  }

  resize(size: Size): void {
    this.#terminal.resize(size).catch((error: unknown) => {
      this.#log.info({ err: error, key: this.reached.key }, 'a terminal was not resized');
    });
  }

  /** Ends the process in the machine as well; only the first reason counts. */
  end(why: TerminalEnd): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#stopGrace();
    const viewer = this.#viewer;
    this.#viewer = null;
    viewer?.close(why);
    this.#kept = [];
    this.#terminal
      .kill()
      .catch((error: unknown) => {
        this.#log.warn({ err: error, key: this.reached.key }, 'the process of a terminal was not ended');
      })
      .finally(() => this.#terminal.io.destroy());
  }

  #show(bytes: Buffer): void {
    this.#keep(bytes);
    if (!this.#viewer) return;
    this.#viewer.write(bytes);
    if (!this.#viewer.hasRoom()) this.#terminal.io.pause();
  }

  #keep(bytes: Buffer): void {
    this.#kept.push(bytes);
    this.#keptBytes += bytes.length;
    while (this.#keptBytes > SCROLLBACK_BYTES) {
      const [first = Buffer.alloc(0)] = this.#kept;
      const over = this.#keptBytes - SCROLLBACK_BYTES;
      if (first.length <= over) this.#kept.shift();
      else this.#kept[0] = first.subarray(over);
      this.#keptBytes -= Math.min(over, first.length);
      this.#cut = true;
    }
  }

  #wait(): void {
    this.#stopGrace();
    if (!this.ended.aborted) this.#stopGrace = env.after(this.#graceMs, () => this.end('closed'));
  }
}
