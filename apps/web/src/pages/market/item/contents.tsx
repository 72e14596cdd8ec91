import { readDesign, sourceOf, type DesignModel, type Part } from '@patchbay/engine/design';
import type { Catalog } from '@patchbay/catalog';
import { itemText } from '../../../messages/market/item.ts';
import { PartIcon } from '../../../canvas/index.ts';
import type { Choice } from './choice.ts';
import classes from './item.module.css';

/** Everything in it, down through the templates that it is made of. */
export function Contents({ choice }: { choice: Choice }) {
  return (
    <section className={classes.box} aria-labelledby="contents">
      <header>
        <h2 id="contents">{itemText.tabs.contents}</h2>
        <span>{itemText.contents(choice.inside.parts.length)}</span>
      </header>
      <Level model={choice.inside} catalog={choice.catalog} host={null} depth={0} />
    </section>
  );
}

const DEEPEST = 8;

interface LevelProps {
  readonly model: DesignModel;
  readonly catalog: Catalog;
  readonly host: string | null;
  readonly depth: number;
}

function Level({ model, catalog, host, depth }: LevelProps) {
  const parts =
    host === null
      ? model.parts.filter(({ component }) => component.host === null)
      : (model.hosted.get(host) ?? []);
  if (parts.length === 0 || depth > DEEPEST) return null;
  return (
    <ul className={classes.tree}>
      {parts.map((part) => (
        <li key={part.component.id}>
          <Line part={part} />
          <Level model={model} catalog={catalog} host={part.component.id} depth={depth + 1} />
          <Body part={part} catalog={catalog} depth={depth} />
        </li>
      ))}
    </ul>
  );
}

function Line({ part: { component, type } }: { part: Part }) {
  return (
    <span className={classes.line}>
      <PartIcon type={type} />
      <strong>{component.name}</strong>
      {component.count > 1 && <b>×{component.count}</b>}
      {type.name !== component.name && <span>{type.name}</span>}
      {type.version && !type.name.includes(type.version) && <code>{type.version}</code>}
    </span>
  );
}

/** What is in a part that is a template itself. */
function Body({ part, catalog, depth }: { part: Part; catalog: Catalog; depth: number }) {
  const content = catalog.abstractions.find(({ id }) => id === part.component.type);
  if (!content) return null;
  const model = readDesign(sourceOf(content).document, catalog);
  return <Level model={model} catalog={catalog} host={null} depth={depth + 1} />;
}
