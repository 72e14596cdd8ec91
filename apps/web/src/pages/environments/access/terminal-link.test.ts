import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PIECE, TerminalLink, type LinkState } from './terminal-link.ts';

class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readonly url: string;
  readonly sent: (string | Uint8Array)[] = [];
  readyState = 1;
  binaryType = '';

  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.all.push(this);
  }
  send(data: string | Uint8Array) {
    this.sent.push(data);
  }
  close() {
    this.readyState = 3;
  }
  say(data: string | ArrayBuffer) {
    this.dispatchEvent(new MessageEvent('message', { data }));
  }
  end(reason: string) {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { reason }));
  }
}

let states: LinkState[] = [];
let shown = '';
const address = { environmentId: 'env_1', component: 'c-m', idx: 0, session: 'a-session-of-mine' };
const link = () =>
  new TerminalLink(
    address,
    { cols: 80, rows: 24 },
    {
      state: (state) => states.push(state),
      clear: () => (shown = ''),
      show: (bytes) => (shown += new TextDecoder().decode(bytes)),
    },
  );
const last = () => FakeSocket.all.at(-1) as FakeSocket;
const bytes = (text: string) => new TextEncoder().encode(text).buffer;

beforeEach(() => {
  states = [];
  shown = '';
  FakeSocket.all = [];
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.useFakeTimers();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('a lost connection is tried again with the same session, and what was shown comes anew', () => {
  const one = link();
  one.connect();
  expect(last().url).toContain('session=a-session-of-mine');
  last().say('{"opened":"new"}');
  last().say(bytes('$ ls'));
  expect(shown).toBe('$ ls');
  last().end('');
  expect(states.at(-1)).toEqual({ at: 'lost' });
  vi.advanceTimersByTime(500);
  expect(FakeSocket.all.length).toBe(2);
  expect(last().url).toBe(FakeSocket.all[0]?.url);
  last().say('{"opened":"resumed"}');
  last().say(bytes('$ ls'));
  expect(shown).toBe('$ ls');
  expect(states.at(-1)).toEqual({ at: 'open', how: 'resumed' });
});

test('a shell that was gone after the loss is said to be new', () => {
  link().connect();
  last().say('{"opened":"new"}');
  last().end('');
  vi.advanceTimersByTime(500);
  last().say('{"opened":"new"}');
  expect(states.at(-1)).toEqual({ at: 'open', how: 'renewed' });
});

test('tries come less and less often, and never cease', () => {
  link().connect();
  const waits = [500, 1000, 2000, 4000, 8000, 8000];
  waits.forEach((wait, i) => {
    last().end('unreachable');
    vi.advanceTimersByTime(wait - 1);
    expect(FakeSocket.all.length).toBe(i + 1);
    vi.advanceTimersByTime(1);
    expect(FakeSocket.all.length).toBe(i + 2);
  });
});

test('an end with a reason is an end', () => {
  for (const why of ['exited', 'elsewhere', 'signed-out', 'no-right', 'not-running', 'too-many'] as const) {
    FakeSocket.all = [];
    link().connect();
    last().say('{"opened":"new"}');
    last().end(why);
    vi.advanceTimersByTime(60_000);
    expect(states.at(-1)).toEqual({ at: 'over', why });
    expect(FakeSocket.all.length).toBe(1);
  }
});

test('a long paste goes in pieces, in order', () => {
  const one = link();
  one.connect();
  const text = Array.from({ length: 40_000 }, (_, i) => String(i % 10)).join('');
  one.type(text);
  const pieces = last().sent as Uint8Array[];
  expect(pieces.every((piece) => piece.length <= PIECE)).toBe(true);
  expect(pieces.map((piece) => new TextDecoder().decode(piece)).join('')).toBe(text);
});

test('closing ends the shell; leaving the page does not', () => {
  const [closed, left] = [link(), link()];
  closed.connect();
  closed.stop(true);
  expect(last().sent).toEqual(['{"close":true}']);
  left.connect();
  left.stop(false);
  expect(last().sent).toEqual([]);
  last().end('');
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.all.length).toBe(2);
});
