// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { isSingle } from '../../../ui/keys/chord.ts';
import { BINDINGS, keysOf } from './bindings.ts';
import { COMMAND_IDS } from './commands.ts';

describe('keys', () => {
  it('mean one thing each', () => {
    const chords = BINDINGS.map(({ chord }) => chord);
    expect(chords.filter((chord, n) => chords.indexOf(chord) !== n)).toEqual([]);
  });

  it('of one sign count in the drawing only (WCAG 2.1.4)', () => {
    const single = BINDINGS.filter(({ chord, where }) => isSingle(chord) && where !== 'elsewhere');
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
