import type { Chosen } from '@patchbay/engine/design';
import { useStore } from '@xyflow/react';
import { said } from '../../messages/designer/said.ts';
import { around, type Rect } from '../layout/geometry.ts';
import { rootOf, type Layout } from '../layout/layout.ts';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import { chosenFor, fieldsIn, letterOf, type Draft, type Field } from './drafting.ts';
import { CardFields, FIELD_HEIGHT, FIELDS_TOP, isBar, pointedAt } from './card-fields.tsx';
import { HiddenPorts } from './hidden-ports.tsx';
import { Leader } from './leader.tsx';
import classes from './boundary.module.css';

/** Around what is being saved: its name on the line, its ports on the edge, its fields on the cards while one points. */
export function Boundary() {
  const draft = useSession((state) => state.draft);
  return draft && <DraftBoundary draft={draft} />;
}

const PAD = 28;
/** Centres of letters on one side are at least so far from each other. */
const APART = 28;

function DraftBoundary({ draft }: { draft: Draft }) {
  const designer = useDesigner();
  const { layout, model } = useAnalysis();
  const [x, y, zoom] = useStore((state) => state.transform);
  const choice = chosenFor(designer, draft);
  if ('refused' in choice) return null;
  const parts = Object.values(choice.source.components);
  const cards = cardsOf(choice, layout, draft.pointing ? fieldsIn(choice, draft, designer.catalog) : []);
  if (cards.length === 0) return null;
  const inner = around(cards.map(({ room }) => room));
  const frame = {
    x: inner.x - PAD,
    y: inner.y - PAD,
    width: inner.width + 2 * PAD,
    height: inner.height + 2 * PAD,
  };
  const rootRect = (id: string) => layout.get(rootOf(model, id))?.rect;
  const letters = lettersOf(draft, choice, frame, rootRect);
  // A port on the line where the name would be.
  const crowded = letters.some((one) => one.y === frame.y && one.x < frame.x + frame.width / 2);
  return (
    <>
      <div className={classes.sheet} style={{ transform: `translate(${x}px, ${y}px) scale(${zoom})` }}>
        <div className={classes.frame} style={at(frame)} data-boundary>
          <span className={classes.name} data-aside={crowded || undefined}>
            {draft.name} <span>{said.parts(parts.length)}</span>
          </span>
        </div>
        {draft.pointing && <HiddenPorts draft={draft} chosen={choice} />}
        {draft.pointing && cards.map((card) => <CardFields key={card.id} draft={draft} {...card} />)}
        {letters.map((one) => (
          <span
            key={one.name}
            className={classes.letter}
            style={{ left: one.x, top: one.y }}
            title={one.label}
          >
            {one.letter}
          </span>
        ))}
      </div>
      {draft.pointing && <Leader draft={draft} />}
    </>
  );
}

const at = ({ x, y, width, height }: Rect) => ({ left: x, top: y, width, height });

interface Card {
  readonly id: string;
  readonly rect: Rect;
  readonly fields: readonly Field[];
  /** The card with its fields. */
  readonly room: Rect;
}

/** The cards of what stands by itself, each with the fields of all that is on it. */
function cardsOf({ source }: Chosen, layout: Layout, fields: readonly Field[]): Card[] {
  const { components } = source;
  const standsOn = (id: string): string => {
    const host = components[id]?.host ?? null;
    return host === null ? id : standsOn(host);
  };
  return Object.values(components).flatMap(({ id, host }) => {
    const rect = host === null ? layout.get(id)?.rect : undefined;
    if (!rect) return [];
    const own = fields.filter((field) => standsOn(field.part.id) === id && pointedAt(field, id));
    const height = own.length === 0 || isBar(rect) ? 0 : FIELDS_TOP + own.length * FIELD_HEIGHT + 8;
    return [{ id, rect, fields: own, room: { ...rect, height: Math.max(rect.height, height) } }];
  });
}

interface Letter {
  readonly name: string;
  readonly label: string;
  readonly letter: string;
  readonly x: number;
  readonly y: number;
}

/** Ports stand on the side that leads to what they are joined to, else on the right one. */
function lettersOf(
  { ports }: Draft,
  { source, outside }: Chosen,
  frame: Rect,
  rectOf: (id: string) => Rect | undefined,
): Letter[] {
  const letters: Letter[] = [];
  for (const [index, { name, label, part, port }] of ports.entries()) {
    const own = rectOf(part) ?? frame;
    const joined = outside.find(({ a, b }) =>
      [a, b].some((end) => end.component === part && end.port === port),
    );
    const other =
      joined && [joined.a, joined.b].find(({ component }) => !Object.hasOwn(source.components, component));
    const target = other && rectOf(other.component);
    const above = target !== undefined && target.y + target.height <= frame.y;
    const below = target !== undefined && target.y >= frame.y + frame.height;
    const left = target !== undefined && target.x + target.width <= frame.x;
    let x = above || below ? own.x + own.width / 2 : left ? frame.x : frame.x + frame.width;
    let y = above ? frame.y : below ? frame.y + frame.height : own.y + Math.min(own.height, 56) / 2;
    while (letters.some((one) => Math.abs(one.x - x) < APART && Math.abs(one.y - y) < APART)) {
      if (above || below) x += APART;
      else y += APART;
    }
    letters.push({ name, label, letter: letterOf(index), x, y });
  }
  return letters;
}
