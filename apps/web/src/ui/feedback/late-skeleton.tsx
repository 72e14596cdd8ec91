import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { frameText } from '../../messages/frame.ts';
import classes from './feedback.module.css';

/** Sooner than this an answer needs no skeleton; a flash of one looks broken. */
const DELAY_MS = 150;

/** A column: its width as the page has it, and the heights of the boxes in it, in pixels. */
type Column = readonly [width: string, ...heights: readonly number[]];

const times = (count: number, height: number): number[] => Array.from({ length: count }, () => height);

/** The outlines of pages, each as its page is laid out. */
const SHAPES = {
  /** A page that is not known yet, or a sheet of text. */
  page: [['1fr', 28, 160, 240]],
  cards: [['1fr', 28, 264, 32, 32, 32]],
  table: [['1fr', 28, ...times(6, 32)]],
  /** A list, what is chosen of it, and what goes with that. */
  panes: [
    ['240px', 28, ...times(5, 32)],
    ['1fr', 72, 400],
    ['340px', 28, 120, 160],
  ],
  /** The rail of filters, and cards. */
  market: [
    ['240px', 28, ...times(8, 24)],
    ['1fr', 28, 220, 220],
    ['1fr', 28, 220, 220],
    ['1fr', 28, 220, 220],
  ],
  calendar: [['1fr', 32, 480, 88]],
  usage: [
    ['1fr', 28, 96, 280, 120],
    ['340px', 28, ...times(5, 32)],
  ],
} as const satisfies Record<string, readonly Column[]>;

export type SkeletonShape = keyof typeof SHAPES;

/** The outline of what is on its way, after a moment. */
export function LateSkeleton({ shape }: { shape: SkeletonShape }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div className={classes.skeleton} aria-busy="true" />;
  const columns: readonly Column[] = SHAPES[shape];
  return (
    <div
      className={classes.skeleton}
      style={{ ['--columns' as string]: columns.map(([width]) => width).join(' ') }}
      aria-busy="true"
      role="status"
      aria-label={frameText.loading}
    >
      {columns.map(([, ...heights], column) => (
        <div key={column}>
          {heights.map((height, box) => (
            <Skeleton key={box} height={height} />
          ))}
        </div>
      ))}
    </div>
  );
}
