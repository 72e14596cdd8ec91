import type { Abstraction } from '@patchbay/catalog';
import { alone, newComponent, withAbstractions } from '@patchbay/engine/design';
import { IconStack2 } from '@tabler/icons-react';
import { canvasText } from '../../messages/canvas.ts';
import { draftText } from '../../messages/designer/abstractions.ts';
import { mebibytes } from '../../ui/format/quantity.ts';
import { useDesigner } from '../store/designer.ts';
import { hourText } from '../store/price.ts';
import { designTotals } from '../store/totals.ts';
import { typeOfDraft } from './library.ts';
import type { Draft } from './drafting.ts';
import pane from '../inspector/pane.module.css';
import panel from './panel.module.css';
import classes from './shown-as.module.css';

/** The card that stands in designs, with what it comes to and costs. */
export function ShownAs({ draft, content }: { draft: Draft; content: Abstraction }) {
  const { catalog, book } = useDesigner();
  const component = newComponent(typeOfDraft(content, catalog), 'x', { x: 0, y: 0 });
  const totals = designTotals(alone(component), withAbstractions(catalog, [content]), book);
  const amounts =
    totals.machines === 0
      ? canvasText.machines(0)
      : `${canvasText.machines(totals.machines)}, ${canvasText.machineSpec(totals.vcpu, mebibytes(totals.memoryMiB))}`;
  return (
    <section className={pane.section} aria-label={draftText.shownAs}>
      <h3>{draftText.shownAs}</h3>
      <div className={classes.card}>
        <div>
          <IconStack2 size={16} stroke={1.5} aria-hidden />
          <b>{draft.name}</b>
          <span className={classes.tag}>{content.version}</span>
        </div>
        <div className={panel.quiet}>
          <span>{amounts}</span>
          <span>{hourText(totals.perHourMicros, book.currency)}</span>
        </div>
        {content.ports.map((port, index) => (
          <span
            key={port.name}
            className={classes.cardPort}
            style={{ top: `${((index + 1) / (content.ports.length + 1)) * 100}%` }}
            aria-hidden
          />
        ))}
      </div>
    </section>
  );
}
