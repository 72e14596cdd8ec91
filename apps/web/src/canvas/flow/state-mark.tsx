import { canvasText } from '../../messages/canvas.ts';
import { StateGlyph, type GlyphState } from '../../ui/status/state-glyph.tsx';
import classes from './part.module.css';

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

/** The state of a running part: a disc alone while it runs, else a shape with its word. The part's name says it too. */
export function StateMark({ state }: { state: string }) {
  return (
    <span className={classes.state} aria-hidden="true">
      <StateGlyph
        state={GLYPHS[state] ?? 'unknown'}
        word={canvasText.states[state] ?? state}
        bare={state === 'running'}
      />
    </span>
  );
}
