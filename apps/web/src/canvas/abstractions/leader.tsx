import { useStore } from '@xyflow/react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Draft } from './drafting.ts';
import classes from './boundary.module.css';

/** A line from the fields of the parameter that is looked at to its row in the panel, across the drawing. */
export function Leader({ draft }: { draft: Draft }) {
  const svg = useRef<SVGSVGElement>(null);
  const transform = useStore((state) => state.transform);
  const width = useStore((state) => state.width);
  const [path, setPath] = useState('');
  const { active, parameters } = draft;
  useLayoutEffect(() => {
    setPath(active === null || !svg.current ? '' : pathOf(svg.current, active));
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- where both ends are follows from the view as well
  }, [active, parameters, transform, width]);
  return (
    <svg ref={svg} className={classes.leader} aria-hidden>
      <path d={path} />
    </svg>
  );
}

function pathOf(svg: SVGSVGElement, name: string): string {
  const origin = svg.getBoundingClientRect();
  const row = document.querySelector(`[data-parameter="${name}"]`)?.getBoundingClientRect();
  const fields = [...document.querySelectorAll(`[data-field="${name}"]`)];
  if (!row) return '';
  const bend = origin.width - 32;
  const y = Math.max(8, Math.min(origin.height - 8, row.y + 16 - origin.y));
  return fields
    .map((field) => {
      const rect = field.getBoundingClientRect();
      const [x, from] = [rect.right - origin.x + 4, rect.y + rect.height / 2 - origin.y];
      return x < bend && from > 0 && from < origin.height ? `M${x} ${from}H${bend}V${y}H${origin.width}` : '';
    })
    .join('');
}
