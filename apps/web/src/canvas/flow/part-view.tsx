import { partPerHour } from '@patchbay/engine/rating';
import { portUse, type Part } from '@patchbay/engine/design';
import { IconArrowUp, IconPlus } from '@tabler/icons-react';
import { memo } from 'react';
import { canvasText, inspectorText, paletteText } from '../../messages/canvas.ts';
import { updateText } from '../../messages/designer/versions.ts';
import { LevelGlyph } from '../marks/level-glyph.tsx';
import { chipText, type Band, type Placed } from '../layout/layout.ts';
import { levelIn } from '../layout/tree-order.ts';
import { levelsOf } from '../store/analysis.ts';
import { specText } from '../store/part-name.ts';
import { hourText, priceOrFree } from '../store/price.ts';
import { ownTotals } from '../store/totals.ts';
import { specFits } from './bar-room.ts';
import { Item } from './item.tsx';
import { PartIcon } from '../marks/part-icon.tsx';
import { Ports } from './ports.tsx';
import { ownFindings, useScene, type Scene } from './scene.ts';
import { StateMark } from './state-mark.tsx';
import inner from './hosted.module.css';
import classes from './part.module.css';

/** A part that stands on the canvas, with everything drawn inside it. */
export const PartView = memo(function PartView({ placed }: { placed: Placed }) {
  const scene = useScene();
  const { part, shape, rect } = placed;
  const level = scene.showFindings ? levelsOf(scene.analysis).get(placed.id) : undefined;
  const state = scene.status?.(placed.id);
  const depth = levelIn(scene.analysis.layout.groups, part);
  return (
    <Item
      part={part}
      level={depth}
      className={classes[shape]}
      style={{
        width: rect.width,
        height: rect.height,
        ['--edge-colour' as string]: isAbstraction(part) ? 'var(--accent)' : `var(--fam-${part.type.family})`,
      }}
    >
      {shape === 'bar' ? <BarContent placed={placed} /> : <CardContent placed={placed} level={depth} />}
      {level && (
        <span className={classes.mark}>
          <LevelGlyph level={level} size={20} />
        </span>
      )}
      {state && <StateMark state={state} />}
      <Ports placed={placed} />
    </Item>
  );
});

/** Above this, the copies of a machine are shown as cells where its details are not. */
const MANY_COPIES = 20;
const CELLS = { width: 196, height: 56, gap: 3, least: 4 };

/** One cell for each copy, as large as fit; more than fit are not counted out. */
function Cells({ count, family }: { count: number; family: string }) {
  const { width, height, gap, least } = CELLS;
  const columns = Math.ceil(Math.sqrt((count * width) / height));
  const rows = Math.ceil(count / columns);
  const [across, down] = [width / columns - gap, height / rows - gap];
  if (across < least || down < least) return null;
  const cells = Array.from({ length: count }, (_, n) => {
    const [x, y] = [(n % columns) * (across + gap), Math.floor(n / columns) * (down + gap)];
    return `M${x.toFixed(1)} ${y.toFixed(1)}h${across.toFixed(1)}v${down.toFixed(1)}h${(-across).toFixed(1)}z`;
  });
  return (
    <svg className={classes.cells} width={width} height={height} aria-hidden="true">
      <path d={cells.join('')} fill={`color-mix(in srgb, var(--fam-${family}) 45%, var(--surface))`} />
    </svg>
  );
}

function isAbstraction({ type }: Part): boolean {
  return type.layer === 'abstraction';
}

/** `7 machines`: what an abstraction comes to, over all copies. */
function insideText({ flat }: Scene['analysis'], { component }: Part): string {
  return canvasText.machines(ownTotals(flat, component.id).machines);
}

function CardContent({ placed, level }: { placed: Placed; level: number }) {
  const { part, known, shape, bands, loose } = placed;
  const { machine } = part.type;
  const scene = useScene();
  const archLevel = bands.some(({ part: os }) =>
    ownFindings(scene, os.component.id).some(({ rule }) => rule === 'ARCH-1'),
  );
  const waiting = shape === 'small' && part.type.hostedOn !== null;
  const own = isAbstraction(part) ? insideText(scene.analysis, part) : specText(part);
  const spec = known ? (waiting ? needsText(part) : own) : inspectorText.unknown;
  return (
    <>
      <div className={classes.head}>
        <PartIcon type={part.type} />
        <span
          className={classes.name}
          title={part.component.name}
          data-words={/\s/.test(part.component.name) || undefined}
        >
          {part.component.name}
        </span>
        {part.component.count > 1 && <span className={classes.count}>×{part.component.count}</span>}
        {isAbstraction(part) && part.type.version !== null && <Version part={part} />}
        {machine && shape === 'machine' && (
          <span className={classes.tag} data-bad={archLevel || undefined}>
            {machine.arch}
          </span>
        )}
      </div>
      <div className={classes.spec}>
        <span title={spec}>{spec}</span>
        <Price part={part} />
      </div>
      {shape === 'machine' && part.component.count > MANY_COPIES && (
        <Cells count={part.component.count} family={part.type.family} />
      )}
      {shape === 'machine' && bands.length === 0 && loose.length === 0 && <NoSystem part={part} />}
      {(bands.length > 0 || loose.length > 0) && (
        <div role="group" className={classes.inside}>
          {bands.map((band) => (
            <BandView key={band.part.component.id} band={band} level={level + 1} />
          ))}
          {loose.length > 0 && <Chips rows={loose} level={level + 1} loose />}
        </div>
      )}
    </>
  );
}

/** The version of an abstraction, and whether there is a newer one. */
function Version({ part }: { part: Part }) {
  const newer = useScene().newer?.(part.type.id) ?? null;
  return (
    <span
      className={classes.tag}
      data-newer={newer !== null || undefined}
      title={newer === null ? undefined : updateText.badge(newer)}
    >
      {newer !== null && <IconArrowUp size={12} stroke={2} aria-hidden />}
      {part.type.version}
    </span>
  );
}

function needsText({ type }: Part): string {
  return type.hostedOn === 'machine' ? paletteText.needsMachine : paletteText.needsSystem;
}

function Price({ part }: { part: Part }) {
  const { book, analysis } = useScene();
  if (!book || !analysis.model.byId.has(part.component.id)) return null;
  return (
    <span className={classes.price}>
      {priceOrFree(partPerHour(analysis.model, part, book), book.currency)}
    </span>
  );
}

function BandView({ band, level }: { band: Band; level: number }) {
  const { component, type } = band.part;
  const plain = component.name === type.name;
  return (
    <Item part={band.part} level={level} className={inner.band} hosted>
      <div className={inner.bandHead}>
        <PartIcon type={type} size={14} />
        <span className={inner.bandName}>{plain ? type.shortName : component.name}</span>
        {component.count > 1 && <span className={classes.count}>×{component.count}</span>}
        <span className={inner.version}>{plain ? type.version : type.name}</span>
      </div>
      {band.rows.length > 0 && (
        <div role="group">
          <Chips rows={band.rows} level={level + 1} />
        </div>
      )}
    </Item>
  );
}

function Chips({ rows, level, loose = false }: { rows: Placed['loose']; level: number; loose?: boolean }) {
  return (
    <div className={inner.chips} data-loose={loose || undefined}>
      {rows.map((row) => (
        <div key={row[0]?.component.id} className={inner.chipRow}>
          {row.map((part) => (
            <Item key={part.component.id} part={part} level={level} className={inner.chip} hosted>
              <PartIcon type={part.type} size={12} />
              <span>{chipText(part)}</span>
            </Item>
          ))}
        </div>
      ))}
    </div>
  );
}

function NoSystem({ part }: { part: Part }) {
  const { actions } = useScene();
  const { id, name } = part.component;
  if (!actions) return <div className={inner.noSystem}>{canvasText.noSystem}</div>;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${inner.noSystem} nodrag nopan`}
      aria-label={`${canvasText.addSystem}: ${name}`}
      onClick={(event) => {
        event.stopPropagation();
        actions.addSystem(id);
      }}
    >
      <IconPlus size={14} stroke={1.5} aria-hidden />
      {canvasText.addSystem}
    </button>
  );
}

function BarContent({ placed: { part, rect } }: { placed: Placed }) {
  const { analysis, book } = useScene();
  const port = part.type.ports[0];
  const { used, capacity } = portUse(analysis.model, part.component.id, port?.name ?? '');
  const share = capacity === 0 ? 0 : Math.min(1, used / capacity);
  const { name } = part.component;
  const spec = specText(part);
  const price = book ? hourText(partPerHour(analysis.model, part, book), book.currency) : '';
  const use = `${used}/${capacity} ${canvasText.ports}`;
  return (
    <>
      <PartIcon type={part.type} />
      <span className={classes.name} title={name}>
        {name}
      </span>
      {part.component.count > 1 && <span className={classes.count}>×{part.component.count}</span>}
      {specFits(rect.width, { name, spec, price, use }) && <span className={classes.quiet}>{spec}</span>}
      <span className={classes.grow} />
      {price !== '' && <span className={classes.quiet}>{price}</span>}
      <span className={classes.gauge} data-over={used > capacity || undefined}>
        <span className={classes.gaugeBar}>
          <span style={{ width: `${share * 100}%` }} />
        </span>
        <span>
          <b>
            {used}/{capacity}
          </b>{' '}
          <span className={classes.quiet}>{canvasText.ports}</span>
        </span>
      </span>
    </>
  );
}
