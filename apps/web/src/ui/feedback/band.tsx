import type { ReactNode } from 'react';
import { StateGlyph, type GlyphState } from '../status/state-glyph.tsx';
import classes from './band.module.css';

interface BandProps {
  readonly glyph: GlyphState;
  readonly title: string;
  readonly text?: string;
  /** The way on from here. */
  readonly children?: ReactNode;
}

/** One thing to know, across the page, with what can be done about it at its end. */
export function Band({ glyph, title, text, children }: BandProps) {
  return (
    <div className={classes.band} role="status" data-glyph={glyph}>
      <div>
        <StateGlyph state={glyph} word={title} />
        {text && <span>{text}</span>}
      </div>
      {children}
    </div>
  );
}
