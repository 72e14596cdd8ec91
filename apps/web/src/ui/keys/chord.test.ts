// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { chordOf, isSingle } from './chord.ts';

const press = (key: string, code: string, held: Partial<KeyboardEventInit> = {}) =>
  chordOf(new KeyboardEvent('keydown', { key, code, ...held }));

describe('keys', () => {
  it.each([
    ['a letter', press('g', 'KeyG'), 'G'],
    ['a letter with Shift', press('S', 'KeyS', { shiftKey: true }), 'Shift+S'],
    ['Ctrl and Shift', press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+Z'],
    ['Cmd is Ctrl', press('z', 'KeyZ', { metaKey: true }), 'Ctrl+Z'],
    ['Shift+1 on an American keyboard', press('!', 'Digit1', { shiftKey: true }), 'Shift+1'],
    ['Shift+0 on a German keyboard', press('=', 'Digit0', { shiftKey: true }), 'Shift+0'],
    ['a slash on a German keyboard', press('/', 'Digit7', { shiftKey: true }), '/'],
    ['a question mark on an American keyboard', press('?', 'Slash', { shiftKey: true }), '?'],
    ['plus on an American keyboard', press('+', 'Equal', { shiftKey: true }), '+'],
    ['plus on a German keyboard', press('+', 'BracketRight'), '+'],
    ['a named key', press('F8', 'F8', { shiftKey: true }), 'Shift+F8'],
    ['an arrow', press('ArrowUp', 'ArrowUp', { ctrlKey: true, shiftKey: true }), 'Ctrl+Shift+ArrowUp'],
  ])('%s', (_, chord, expected) => expect(chord).toBe(expected));

  it.each([
    ['G', true],
    ['Shift+M', true],
    ['?', true],
    ['Ctrl+K', false],
    ['F6', false],
    ['Delete', false],
  ])('%s is of one sign: %s', (chord, single) => expect(isSingle(chord)).toBe(single));
});
