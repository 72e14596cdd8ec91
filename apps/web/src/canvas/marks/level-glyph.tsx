import type { Level } from '@patchbay/engine/constraints';

/** Shape and colour of a level; the word stands beside it or is the accessible name of what carries it. */
export function LevelGlyph({ level, size = 14 }: { level: Level; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 20 20" aria-hidden="true" data-level={level}>
      {SHAPES[level]}
    </svg>
  );
}

const RIM = { stroke: 'var(--surface)', strokeWidth: 1.5 };
const SIGN = { fill: 'none', stroke: 'var(--surface)', strokeWidth: 2, strokeLinecap: 'round' as const };

const SHAPES = {
  blocker: (
    <>
      <path d="M6.500 1.500h7l5 5v7l-5 5h-7l-5-5v-7z" fill="var(--danger)" {...RIM} />
      <path d="M10 5.500v5.200M10 13.900h.01" {...SIGN} />
    </>
  ),
  step: (
    <>
      <path d="M10 1.800 19 18H1z" fill="var(--warn)" strokeLinejoin="round" {...RIM} />
      <path d="M10 7.500v4.500M10 14.800h.01" {...SIGN} />
    </>
  ),
  advice: (
    <>
      <circle cx="10" cy="10" r="8.500" fill="var(--info)" {...RIM} />
      <path d="M10 9.200v5M10 6h.01" {...SIGN} />
    </>
  ),
  todo: <circle cx="10" cy="10" r="7" fill="var(--surface)" stroke="var(--text-2)" strokeWidth="2" />,
} as const;
