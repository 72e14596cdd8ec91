import type { MarketItem } from '../../../api/types.ts';
import { DesignDrawing } from '../../../canvas/index.ts';
import { itemText } from '../../../messages/market/item.ts';
import { mebibytes } from '../../../ui/format/quantity.ts';
import type { Choice } from './choice.ts';
import classes from './item.module.css';

/** What is inside, as it was drawn and as it was chosen: to look at. */
export function Diagram({ item, choice, height }: { item: MarketItem; choice: Choice; height: number }) {
  const { parts, networks, cpus, memoryMiB } = item.facts;
  return (
    <section className={classes.box} aria-labelledby="diagram">
      <header>
        <h2 id="diagram">{itemText.diagram}</h2>
        <span>{itemText.facts(parts, networks, cpus, mebibytes(memoryMiB))}</span>
        <i>{itemText.diagramHint}</i>
      </header>
      <div style={{ height }}>
        <DesignDrawing document={choice.inside.document} catalog={choice.catalog} />
      </div>
    </section>
  );
}
