// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { BINDINGS, chordOf, keysOf } from './bindings.ts';
import { COMMAND_IDS } from './commands.ts';

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

  it('mean one thing each', () => {
    const chords = BINDINGS.map(({ chord }) => chord);
    expect(chords.filter((chord, n) => chords.indexOf(chord) !== n)).toEqual([]);
  });

  it('of one sign count in the drawing only (WCAG 2.1.4)', () => {
    const single = BINDINGS.filter(({ chord }) => chord.replace('Shift+', '').length === 1);
    expect(single.length).toBeGreaterThan(10);
    expect(single.filter(({ where }) => where !== 'drawing')).toEqual([]);
  });

  it('leave what a browser or AltGr needs: no Ctrl+Alt, no Ctrl+Shift+P, C or K', () => {
    expect(BINDINGS.filter(({ chord }) => /^Ctrl\+Alt|^Ctrl\+Shift\+[PCK]$/.test(chord))).toEqual([]);
  });

  it('are shown by the first of them', () => {
    expect([keysOf('undo'), keysOf('redo'), keysOf('align-left')]).toEqual(['Ctrl+Z', 'Ctrl+Shift+Z', '']);
    expect(BINDINGS.every(({ command }) => COMMAND_IDS.includes(command))).toBe(true);
  });
});
