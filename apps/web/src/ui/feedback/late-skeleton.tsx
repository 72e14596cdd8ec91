import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { frameText } from '../../messages/frame.ts';
import classes from './feedback.module.css';

/** Sooner than this an answer needs no skeleton; a flash of one looks broken. */
const DELAY_MS = 150;

export type SkeletonShape = 'page' | 'cards' | 'table' | 'panes';

/** The outline of what is on its way, after a moment. */
export function LateSkeleton({ shape }: { shape: SkeletonShape }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return <div className={classes.skeleton} aria-busy="true" />;
  return (
    <div className={classes.skeleton} aria-busy="true" role="status" aria-label={frameText.loading}>
      {SHAPES[shape].map(([width, height], index) => (
        <Skeleton key={index} width={width} height={height} />
      ))}
    </div>
  );
}

type Box = readonly [string, number];
const rows = (count: number): Box[] => Array.from({ length: count }, (): Box => ['100%', 32]);

const SHAPES: Record<SkeletonShape, readonly Box[]> = {
  page: [
    ['240px', 28],
    ['100%', 160],
    ['100%', 240],
  ],
  cards: [['240px', 28], ['100%', 264], ...rows(3)],
  table: [['240px', 28], ...rows(6)],
  panes: [
    ['240px', 28],
    ['100%', 88],
    ['100%', 360],
  ],
};
