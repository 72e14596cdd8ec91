import { useState } from 'react';
import type { DesignModel, Part } from '@patchbay/engine/design';
import { partPerHour, type PriceBook } from '@patchbay/engine/rating';
import { inspectorText } from '../../messages/canvas.ts';
import { findingLabels } from '../../messages/designer/problems.ts';
import { FindingCard } from '../findings/finding-card.tsx';
import { PartLink } from '../findings/message-text.tsx';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import { gibibytes, mebibytes } from '../../ui/format/quantity.ts';
import { hourTexts } from '../store/price.ts';
import { designTotals, type DesignTotals } from '../store/totals.ts';
import { NameField } from './fields.tsx';
import { PriceTimes } from './price-times.tsx';
import pane from './pane.module.css';
import classes from './inspector.module.css';

const LISTED_PARTS = 12;
const LISTED_FINDINGS = 5;

/** The design as a whole: name, totals, findings, what it costs and where that comes from. */
export function DesignPanel({
  name,
  onRename,
}: {
  name: string;
  onRename: (name: string) => Promise<string | null>;
}) {
  const { book, catalog } = useDesigner();
  const { model, findings } = useAnalysis();
  const [problem, setProblem] = useState<string | null>(null);
  const totals = designTotals(model.document, catalog, book);
  const makeup = makeupOf(model, book);
  return (
    <>
      <header className={pane.head}>
        <div>
          <h2 title={name}>{name}</h2>
          <p>{inspectorText.design}</p>
        </div>
        <span className={classes.draft}>{inspectorText.draft}</span>
      </header>
      <div className={pane.scroll} data-inspector-panel tabIndex={-1}>
        <section className={pane.section}>
          <NameField
            label={inspectorText.name}
            value={name}
            onSave={(next) => void onRename(next).then(setProblem)}
          />
          {problem !== null && (
            <p className={classes.problem} role="alert">
              {problem}
            </p>
          )}
        </section>
        <Sums totals={totals} />
        {findings.slice(0, LISTED_FINDINGS).map((finding) => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
        {findings.length === 0 && totals.components > 0 && (
          <p className={classes.quiet}>{findingLabels.quietDesign}</p>
        )}
        <MakeupSection makeup={makeup} />
        <PriceTimes />
      </div>
      <footer className={pane.foot}>
        <div>
          <b>{makeup.total}</b>
          <span>{inspectorText.all}</span>
        </div>
      </footer>
    </>
  );
}

function Sums({ totals }: { totals: DesignTotals }) {
  const rows = [
    [inspectorText.machines, String(totals.machines)],
    [inspectorText.vcpu, inspectorText.vcpuOf(totals.vcpu)],
    [inspectorText.memory, mebibytes(totals.memoryMiB)],
    [inspectorText.disk, gibibytes(totals.diskGiB)],
    [inspectorText.parts, String(totals.components)],
  ] as const;
  return (
    <section className={pane.section}>
      <h3>{inspectorText.totals}</h3>
      {rows.map(([label, value]) => (
        <div key={label} className={classes.line}>
          <span>{label}</span>
          <span className={classes.end}>{value}</span>
        </div>
      ))}
      {totals.components === 0 && (
        <p className={`${pane.small} ${classes.summary}`}>{inspectorText.selectHint}</p>
      )}
    </section>
  );
}

/** The parts that cost something, dearest first; what is not listed is summed up, so that the lines add up. */
interface Makeup {
  readonly rows: readonly { readonly part: Part; readonly text: string }[];
  readonly others: { readonly count: number; readonly text: string } | null;
  readonly total: string;
}

function makeupOf(model: DesignModel, book: PriceBook): Makeup {
  const priced = model.parts
    .map((part) => ({ part, price: partPerHour(model, part, book) }))
    .filter(({ price }) => price > 0)
    .sort((a, b) => b.price - a.price);
  const listed = priced.slice(0, LISTED_PARTS);
  const rest = priced.slice(LISTED_PARTS);
  const more = rest.reduce((sum, { price }) => sum + price, 0);
  const shown = hourTexts([...listed.map(({ price }) => price), more], book.currency);
  return {
    rows: listed.map(({ part }, n) => ({ part, text: shown.rows[n] ?? '' })),
    others: rest.length > 0 ? { count: rest.length, text: shown.rows.at(-1) ?? '' } : null,
    total: shown.total,
  };
}

function MakeupSection({ makeup: { rows, others } }: { makeup: Makeup }) {
  if (rows.length === 0) return null;
  return (
    <section className={pane.section}>
      <h3>{inspectorText.biggest}</h3>
      {rows.map(({ part, text }) => (
        <div key={part.component.id} className={classes.line}>
          <PartLink id={part.component.id} icon plain />
          <span className={classes.end}>{text}</span>
        </div>
      ))}
      {others && (
        <div className={classes.line}>
          <span>{inspectorText.others(others.count)}</span>
          <span className={classes.end}>{others.text}</span>
        </div>
      )}
    </section>
  );
}
