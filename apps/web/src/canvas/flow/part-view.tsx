import type { Part } from '@patchbay/engine/design';
import { partPerHour } from '@patchbay/engine/rating';
import { portUse } from '@patchbay/engine/design';
import { IconPlus } from '@tabler/icons-react';
import { memo } from 'react';
import { canvasText, inspectorText, paletteText } from '../../messages/canvas.ts';
import { LevelGlyph } from '../marks/level-glyph.tsx';
import { chipText, type Band, type Placed } from '../layout/layout.ts';
import { levelsOf } from '../store/analysis.ts';
import { specText } from '../store/part-name.ts';
import { hourText, priceOrFree } from '../store/price.ts';
import { Item } from './item.tsx';
import { PartIcon } from '../marks/part-icon.tsx';
import { Ports } from './ports.tsx';
import { ownFindings, useScene } from './scene.ts';
import { StateMark } from './state-mark.tsx';
import inner from './hosted.module.css';
import classes from './part.module.css';

/** A part that stands on the canvas, with everything drawn inside it. */
export const PartView = memo(function PartView({ placed }: { placed: Placed }) {
  const scene = useScene();
  const { part, shape, rect } = placed;
  const level = scene.showFindings ? levelsOf(scene.analysis).get(placed.id) : undefined;
  const state = scene.status?.(placed.id);
  return (
    <Item
      part={part}
      level={1}
      className={classes[shape]}
      style={{
        width: rect.width,
        height: rect.height,
        ['--edge-colour' as string]: isAbstraction(part) ? 'var(--accent)' : `var(--fam-${part.type.family})`,
      }}
    >
      {shape === 'bar' ? <BarContent part={part} /> : <CardContent placed={placed} />}
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

function isAbstraction({ type }: Part): boolean {
  return type.layer === 'abstraction';
}

function CardContent({ placed }: { placed: Placed }) {
  const { part, known, shape, bands, loose } = placed;
  const { machine } = part.type;
  const scene = useScene();
  const archLevel = bands.some(({ part: os }) =>
    ownFindings(scene, os.component.id).some(({ rule }) => rule === 'ARCH-1'),
  );
  const waiting = shape === 'small' && part.type.hostedOn !== null;
  const spec = known ? (waiting ? needsText(part) : specText(part)) : inspectorText.unknown;
  return (
    <>
      <div className={classes.head}>
        <PartIcon type={part.type} />
        <span className={classes.name}>{part.component.name}</span>
        {part.component.count > 1 && <span className={classes.count}>×{part.component.count}</span>}
        {machine && (
          <span className={classes.tag} data-bad={archLevel || undefined}>
            {machine.arch}
          </span>
        )}
      </div>
      <div className={classes.spec}>
        <span>{spec}</span>
        <Price part={part} />
      </div>
      {shape === 'machine' && bands.length === 0 && loose.length === 0 && <NoSystem part={part} />}
      {(bands.length > 0 || loose.length > 0) && (
        <div role="group" className={classes.inside}>
          {bands.map((band) => (
            <BandView key={band.part.component.id} band={band} />
          ))}
          {loose.length > 0 && <Chips rows={loose} level={2} loose />}
        </div>
      )}
    </>
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

function BandView({ band }: { band: Band }) {
  const { component, type } = band.part;
  const plain = component.name === type.name;
  return (
    <Item part={band.part} level={2} className={inner.band} hosted>
      <div className={inner.bandHead}>
        <PartIcon type={type} size={14} />
        <span className={inner.bandName}>{plain ? type.shortName : component.name}</span>
        {component.count > 1 && <span className={classes.count}>×{component.count}</span>}
        <span className={inner.version}>{plain ? type.version : type.name}</span>
      </div>
      {band.rows.length > 0 && (
        <div role="group">
          <Chips rows={band.rows} level={3} />
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

function BarContent({ part }: { part: Part }) {
  const { analysis, book } = useScene();
  const port = part.type.ports[0];
  const { used, capacity } = portUse(analysis.model, part.component.id, port?.name ?? '');
  const share = capacity === 0 ? 0 : Math.min(1, used / capacity);
  return (
    <>
      <PartIcon type={part.type} />
      <span className={classes.name}>{part.component.name}</span>
      {part.component.count > 1 && <span className={classes.count}>×{part.component.count}</span>}
      <span className={classes.quiet}>{specText(part)}</span>
      <span className={classes.grow} />
      {book && (
        <span className={classes.quiet}>
          {hourText(partPerHour(analysis.model, part, book), book.currency)}
        </span>
      )}
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
