import { ViewportPortal } from '@xyflow/react';
import { memo, type MouseEvent } from 'react';
import type { Point } from '../layout/geometry.ts';
import { pathOf } from '../routing/path.ts';
import { isChosen, type Line } from '../routing/route.ts';
import classes from './flow.module.css';

export interface LinesProps {
  readonly lines: readonly Line[];
  /** Components and connections; their lines are drawn in the accent colour. */
  readonly selection: ReadonlySet<string>;
  readonly faulty: ReadonlySet<string>;
  readonly preview: { readonly from: Point; readonly to: Point } | null;
  readonly onSelect: ((id: string, add: boolean) => void) | null;
  readonly onMenu?: ((id: string, event: MouseEvent) => void) | undefined;
}

/** Connections: quiet orthogonal lines with an interface label. Also listed in the inspector, which is how keys reach them. */
export function Lines({ lines, selection, faulty, preview, onSelect, onMenu }: LinesProps) {
  const stateOf = (line: Line): LineState => {
    if (line.of.some((id) => faulty.has(id))) return 'bad';
    return isChosen(line, selection) ? 'selected' : undefined;
  };
  return (
    <ViewportPortal>
      <div aria-hidden="true" className={classes.lines}>
        <svg>
          {lines.map((line) => (
            <LinePath key={line.id} line={line} state={stateOf(line)} onSelect={onSelect} onMenu={onMenu} />
          ))}
          {preview && <path d={pathOf([preview.from, preview.to])} className={classes.preview} />}
        </svg>
        {lines.map((line) => (
          <LineLabel key={line.id} line={line} state={stateOf(line)} />
        ))}
      </div>
    </ViewportPortal>
  );
}

type LineState = 'bad' | 'selected' | undefined;

const LinePath = memo(function LinePath(props: {
  line: Line;
  state: LineState;
  onSelect: LinesProps['onSelect'];
  onMenu: LinesProps['onMenu'];
}) {
  const { line, state, onSelect, onMenu } = props;
  const path = pathOf(line.points);
  const ends = [line.points[0], line.points.at(-1)].filter((end) => end !== undefined);
  return (
    <g data-state={state} data-connection={line.id}>
      <path d={path} className={classes.line} />
      <path
        d={path}
        className={classes.lineHit}
        onClick={(event) => onSelect?.(line.id, event.shiftKey)}
        onContextMenu={(event) => onMenu?.(line.id, event)}
      />
      {ends.map(({ x, y }, index) => (
        <rect key={index} x={x - 4} y={y - 4} width={8} height={8} rx={2} className={classes.end} />
      ))}
    </g>
  );
});

/** A label that would cover something is there only while its line is looked at. */
const LineLabel = memo(function LineLabel({ line, state }: { line: Line; state: LineState }) {
  if (!line.roomy && state === undefined) return null;
  const { x, y } = line.labelAt;
  return (
    <span className={classes.pill} data-state={state} style={{ left: x, top: y }}>
      {line.label}
    </span>
  );
});
