import type { GlyphState } from '../../ui/status/state-glyph.tsx';

const GLYPHS: Readonly<Record<string, GlyphState>> = {
  planned: 'scheduled',
  creating: 'working',
  starting: 'working',
  running: 'running',
  stopping: 'working',
  gone: 'stopped',
  lost: 'failed',
  unknown: 'unknown',
  stopped: 'stopped',
};

/** What the state of a running part looks like, on a card and painted. */
export function glyphOf(state: string): GlyphState {
  return GLYPHS[state] ?? 'unknown';
}
