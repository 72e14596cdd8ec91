import type { ReactNode } from 'react';
import classes from './state-glyph.module.css';

/** The closed status vocabulary: each has a shape, a colour and a word, never one alone. */
export type GlyphState =
  | 'running'
  | 'working'
  | 'moving'
  | 'moved'
  | 'degraded'
  | 'stopped'
  | 'scheduled'
  | 'failed'
  | 'blocker'
  | 'step'
  | 'advice'
  | 'todo'
  | 'draft'
  | 'done'
  | 'unknown';

interface StateGlyphProps {
  state: GlyphState;
  /** The word. It stands beside the shape, or names it when `bare`. */
  word: string;
  bare?: boolean;
}

/** A 12 px shape with its word. */
export function StateGlyph({ state, word, bare = false }: StateGlyphProps) {
  return (
    <span className={classes.glyph} data-state={state} title={word}>
      <svg
        width={12}
        height={12}
        viewBox="0 0 12 12"
        {...(bare ? { role: 'img', 'aria-label': word } : { 'aria-hidden': true })}
      >
        {SHAPES[state]}
      </svg>
      {!bare && <span>{word}</span>}
    </span>
  );
}

const stroke = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const OCTAGON = 'M4 .8h4L11.200 4v4L8 11.200H4L.8 8V4z';

const SHAPES: Record<GlyphState, ReactNode> = {
  running: <circle cx="6" cy="6" r="4.800" fill="currentColor" />,
  working: (
    <g {...stroke}>
      <circle cx="6" cy="6" r="4.600" opacity=".28" />
      <path className={classes.turning} d="M6 1.400a4.600 4.600 0 0 1 4.600 4.600" />
    </g>
  ),
  moving: (
    <g {...stroke} className={classes.turning}>
      <path d="M10.400 5A4.500 4.500 0 0 0 2.300 3.500M1.600 7a4.500 4.500 0 0 0 8.100 1.500" />
      <path d="M2 1.200v2.400h2.400M10 10.800V8.400H7.600" />
    </g>
  ),
  moved: <path {...stroke} d="M1.500 6h9M7 2.500 10.500 6 7 9.500" />,
  degraded: (
    <>
      <circle {...stroke} cx="6" cy="6" r="4.600" />
      <path d="M6 1.400a4.600 4.600 0 0 1 0 9.200z" fill="currentColor" />
    </>
  ),
  stopped: <rect x="2" y="2" width="8" height="8" rx="1" fill="currentColor" />,
  scheduled: (
    <g {...stroke}>
      <rect x="1.500" y="2.200" width="9" height="8.300" rx="1.200" />
      <path d="M1.500 5h9M4 .9v2M8 .9v2" />
    </g>
  ),
  failed: (
    <g {...stroke}>
      <path d={OCTAGON} />
      <path d="M4.200 4.200l3.600 3.600M7.800 4.200 4.200 7.800" />
    </g>
  ),
  blocker: <path d={OCTAGON} fill="currentColor" />,
  step: (
    <g {...stroke}>
      <path d="M6 1.200 11.200 10.500H.8z" />
      <path d="M6 4.800v2.400M6 8.900v.01" />
    </g>
  ),
  advice: (
    <g {...stroke}>
      <circle cx="6" cy="6" r="4.800" />
      <path d="M6 5.600v3M6 3.500v.01" />
    </g>
  ),
  todo: <circle {...stroke} cx="6" cy="6" r="4.400" />,
  draft: (
    <rect
      {...stroke}
      x="1.800"
      y="1.800"
      width="8.400"
      height="8.400"
      rx="1.500"
      strokeDasharray="2.200 2.200"
    />
  ),
  done: <path {...stroke} d="M1.800 6.500 4.800 9.500 10.500 2.800" />,
  unknown: (
    <g {...stroke}>
      <circle cx="6" cy="6" r="4.800" strokeDasharray="2 2" />
      <path
        d="M4.800 4.700a1.300 1.300 0 1 1 1.800 1.200c-.4.2-.6.4-.6.900M6 8.800v.01"
        strokeWidth="1.200"
      />
    </g>
  ),
};
