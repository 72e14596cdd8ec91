import { TERMINAL_ENDS, type TerminalEnd } from '../../../messages/access.ts';

export interface TerminalAddress {
  readonly environmentId: string;
  readonly component: string;
  readonly idx: number;
  /** Chosen here; with it a terminal is found again after a lost connection or a reload. */
  readonly session: string;
}

export interface Size {
  readonly cols: number;
  readonly rows: number;
}

export type LinkState =
  /** Nobody has asked for a connection yet. */
  | { readonly at: 'waiting' }
  | { readonly at: 'connecting' }
  | { readonly at: 'open'; readonly how: 'new' | 'resumed' | 'renewed' }
  /** The connection is gone and another try is on its way. */
  | { readonly at: 'lost' }
  | { readonly at: 'over'; readonly why: TerminalEnd };

/** What the link tells its screen. */
export interface LinkListener {
  state(state: LinkState): void;
  /** Everything that is kept follows: what stands on the screen goes first. */
  clear(): void;
  show(bytes: Uint8Array): void;
}

/** Ends that another try may heal by itself. */
const HEALING = new Set<TerminalEnd>(['unreachable', 'failed']);
/** Messages are bounded by the server; a long paste goes in pieces. */
export const PIECE = 16 * 1024;
const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 8000;

/** One terminal of the server, over connections that come and go. */
export class TerminalLink {
  readonly #address: TerminalAddress;
  readonly #listener: LinkListener;
  #size: Size;
  #socket: WebSocket | null = null;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #tries = 0;
  #wasOpen = false;
  #stopped = false;

  constructor(address: TerminalAddress, size: Size, listener: LinkListener) {
    this.#address = address;
    this.#size = size;
    this.#listener = listener;
  }

  connect(): void {
    clearTimeout(this.#retry);
    this.#listener.state({ at: this.#wasOpen ? 'lost' : 'connecting' });
    const socket = new WebSocket(urlOf(this.#address, this.#size));
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    socket.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer | string>) => {
      if (this.#socket !== socket) return;
      if (typeof data === 'string') this.#opened(data);
      else this.#listener.show(new Uint8Array(data));
    });
    socket.addEventListener('close', ({ reason }) => {
      if (this.#socket === socket) this.#closed(reason);
    });
  }

  type(text: string): void {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length; at += PIECE) this.#socket.send(bytes.subarray(at, at + PIECE));
  }

  resize({ cols, rows }: Size): void {
    this.#size = { cols, rows };
    if (this.#socket?.readyState === WebSocket.OPEN)
      this.#socket.send(JSON.stringify({ resize: this.#size }));
  }

  /** Lets go of the terminal; with `end` its shell ends as well. */
  stop(end: boolean): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    const socket = this.#socket;
    this.#socket = null;
    if (end && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ close: true }));
    socket?.close();
  }

  #opened(message: string): void {
    const resumed = message.includes('"resumed"');
    this.#listener.clear();
    this.#listener.state({ at: 'open', how: resumed ? 'resumed' : this.#wasOpen ? 'renewed' : 'new' });
    this.#wasOpen = true;
    this.#tries = 0;
    // The window may have changed while nobody could be told.
    this.resize(this.#size);
  }

  #closed(reason: string): void {
    this.#socket = null;
    if (this.#stopped) return;
    const why = TERMINAL_ENDS.find((end) => end === reason);
    if (why && !HEALING.has(why)) {
      this.#wasOpen = false;
      return this.#listener.state({ at: 'over', why });
    }
    this.#listener.state({ at: 'lost' });
    const wait = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#tries);
    this.#tries += 1;
    this.#retry = setTimeout(() => this.connect(), wait);
  }
}

function urlOf(address: TerminalAddress, { cols, rows }: Size): string {
  const query = new URLSearchParams({
    environment: address.environmentId,
    component: address.component,
    idx: String(address.idx),
    session: address.session,
    cols: String(cols),
    rows: String(rows),
  });
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/api/terminal?${query}`;
}
