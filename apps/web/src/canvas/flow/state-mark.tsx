import { canvasText } from '../../messages/canvas.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { glyphOf } from '../marks/state-glyphs.ts';
import classes from './part.module.css';

/** The state of a running part: a disc alone while it runs, else a shape with its word. The part's name says it too. */
export function StateMark({ state }: { state: string }) {
  return (
    <span className={classes.state} aria-hidden="true">
      <StateGlyph
        state={glyphOf(state)}
        word={canvasText.states[state] ?? state}
        bare={state === 'running'}
      />
    </span>
  );
}
