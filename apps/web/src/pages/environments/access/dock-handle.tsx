import type { KeyboardEvent, PointerEvent } from 'react';
import { terminalText } from '../../../messages/access.ts';
import classes from './terminal.module.css';

const LEAST = 120;
const MOST = 640;
const STEP = 24;

/** The upper border of the terminals, which can be dragged or moved with the arrow keys. */
export function DockHandle({ height, onHeight }: { height: number; onHeight: (height: number) => void }) {
  const set = (wanted: number) => onHeight(Math.min(MOST, Math.max(LEAST, Math.round(wanted))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    event.preventDefault();
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) set(height - event.movementY);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowUp: STEP, ArrowDown: -STEP, Home: MOST, End: -MOST }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(height + step);
  };
  return (
    <div
      className={classes.handle}
      role="separator"
      aria-orientation="horizontal"
      aria-label={terminalText.resize}
      aria-valuenow={height}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
