import type { Catalog } from '@patchbay/catalog';
import { readDesign, type DesignDocument } from '@patchbay/engine/design';
import { useMemo } from 'react';
import { around } from '../layout/geometry.ts';
import { layoutDesign, solids, type Placed } from '../layout/layout.ts';
import { boxOf, routeDesign } from '../routing/route.ts';
import { pathOf } from '../routing/path.ts';
import classes from './drawing.module.css';

const MARGIN = 24;
/** Smaller drawings are shown at this size at least, so that one machine does not fill the card. */
const LEAST = { width: 520, height: 300 };

export interface DesignThumbnailProps {
  readonly document: DesignDocument;
  readonly catalog: Catalog;
}

/** The real design at low detail, as a picture beside its name: always drawn from the document, never stored. */
export function DesignThumbnail({ document, catalog }: DesignThumbnailProps) {
  const { layout, lines, box } = useMemo(() => {
    const model = readDesign(document, catalog);
    const placed = layoutDesign(model);
    const rects = [...solids(placed)].map(([, rect]) => rect);
    const routes = routeDesign(model, placed);
    return {
      layout: placed,
      lines: routes,
      box: around([...rects, ...routes.map(({ points }) => boxOf(points))]),
    };
  }, [document, catalog]);
  const width = Math.max(LEAST.width, box.width + 2 * MARGIN);
  const height = Math.max(LEAST.height, box.height + 2 * MARGIN);
  const x = box.x + box.width / 2 - width / 2;
  const y = box.y + box.height / 2 - height / 2;
  return (
    <svg
      className={classes.thumbnail}
      viewBox={`${x} ${y} ${width} ${height}`}
      preserveAspectRatio="xMidYMid meet"
      aria-hidden="true"
      focusable="false"
    >
      {lines.map(({ id, points }) => (
        <path key={id} d={pathOf(points)} className={classes.line} />
      ))}
      {[...layout.values()].map((placed) => (
        <Outline key={placed.id} placed={placed} />
      ))}
      {[...layout.groups.values()]
        .filter(({ group }) => group.collapsed)
        .map(({ id, rect: { x: left, y: top, width: across, height: down } }) => (
          <g key={id} transform={`translate(${left} ${top})`}>
            <rect x={8} y={-8} width={across} height={down} rx={10} className={classes.card} />
            <rect width={across} height={down} rx={10} className={classes.card} />
            <rect x={26} y={down / 2 - 6} width={90} height={12} rx={4} className={classes.text} />
          </g>
        ))}
    </svg>
  );
}

function Outline({ placed }: { placed: Placed }) {
  const { rect, part, shape, bands, loose } = placed;
  const colour = `var(--fam-${part.type.family})`;
  if (shape === 'bar')
    return <rect {...rect} rx={6} fill={`color-mix(in srgb, ${colour} 65%, var(--surface))`} />;
  const rows = [...bands.flatMap((band) => band.rows), ...loose];
  return (
    <g transform={`translate(${rect.x} ${rect.y})`}>
      <rect width={rect.width} height={rect.height} rx={10} className={classes.card} />
      <rect width={8} height={rect.height} rx={4} fill={colour} />
      <rect
        x={26}
        y={18}
        width={Math.min(150, 40 + part.component.name.length * 7)}
        height={12}
        rx={4}
        className={classes.text}
      />
      {bands.length > 0 && (
        <rect
          x={20}
          y={50}
          width={rect.width - 36}
          height={rect.height - 62}
          rx={6}
          className={classes.inner}
        />
      )}
      {rows.map((row, index) => (
        <g key={row[0]?.component.id}>
          {row.map((child, column) => (
            <rect
              key={child.component.id}
              x={32 + column * 88}
              y={86 + index * 28}
              width={76}
              height={20}
              rx={5}
              fill="color-mix(in srgb, var(--fam-software) 45%, var(--surface))"
            />
          ))}
        </g>
      ))}
    </g>
  );
}
