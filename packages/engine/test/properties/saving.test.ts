import { shippedCatalog, type Abstraction } from '@patchbay/catalog';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  abstractionOf,
  applyDiff,
  applyEdit,
  canonicalDesign,
  COUNT,
  diffDesigns,
  flatten,
  fromSelection,
  parseDesign,
  readFlat,
  takeApart,
  unsavedBecause,
  versionType,
  withAbstractions,
  type Component,
  type DesignDocument,
} from '../../src/design/index.ts';
import { design } from '../builders.ts';
import {
  anySheet,
  counter,
  drawingOf,
  everyParameter,
  heading,
  LINE,
  meaningOf,
  selectedIn,
  type SheetOf,
} from '../sheets.ts';

function saved(sheet: SheetOf) {
  const before = drawingOf(sheet);
  const id = versionType(LINE, 1);
  const saving = fromSelection(before, selectedIn(sheet), shippedCatalog, heading(id), counter('n'));
  return 'refused' in saving
    ? { before, refused: saving.refused }
    : { before, after: applyEdit(before, saving.edit), ...saving };
}

describe('a selection that is saved as an abstraction', () => {
  it('leaves a design that comes to the same', () => {
    let done = 0;
    fc.assert(
      fc.property(anySheet, (sheet) => {
        const made = saved(sheet);
        if ('refused' in made) return;
        done += 1;
        expect(parseDesign(made.after)).toEqual({ ok: true, document: made.after });
        expect(meaningOf(flatten(made.after, made.catalog))).toEqual(
          meaningOf(flatten(made.before, shippedCatalog)),
        );
      }),
      { seed: 881, numRuns: 300 },
    );
    expect(done).toBeGreaterThan(200);
  });

  it('is refused only where there is nothing, or more ports than an abstraction has', () => {
    const refusals = new Set<string>();
    fc.assert(
      fc.property(anySheet, (sheet) => {
        const made = saved(sheet);
        if ('refused' in made) refusals.add(String(made.refused));
      }),
      { seed: 882, numRuns: 200 },
    );
    expect([...refusals]).toEqual(['nothing']);
  });

  it('comes back when the abstraction is taken apart', () => {
    fc.assert(
      fc.property(anySheet, (sheet) => {
        const made = saved(sheet);
        if ('refused' in made) return;
        const apart = takeApart(made.after, made.id, made.catalog, counter('t'));
        if ('refused' in apart) throw new Error(apart.refused);
        expect(meaningOf(applyEdit(made.after, apart.edit))).toEqual(meaningOf(made.before));
      }),
      { seed: 883, numRuns: 200 },
    );
  });

  it('comes back with one step of undo, to the letter', () => {
    fc.assert(
      fc.property(anySheet, (sheet) => {
        const made = saved(sheet);
        if ('refused' in made) return;
        const undone = applyDiff(made.after, diffDesigns(made.before, made.after), 'back');
        expect(canonicalDesign(undone)).toBe(canonicalDesign(made.before));
      }),
      { seed: 884, numRuns: 100 },
    );
  });
});

/** Every part with all its values, those that it has by default included. */
function valuesOf(flat: DesignDocument) {
  return readFlat(flat, shippedCatalog).parts.map(({ component, type }) => [
    component.name,
    component.count,
    type.properties.map((one) => component.properties[one.name] ?? one.default),
  ]);
}

describe('parameters', () => {
  it('set exactly their targets, and nothing where nothing is chosen', () => {
    fc.assert(
      fc.property(anySheet, fc.integer({ min: 1, max: 3 }), (sheet, copies) => {
        const source = drawingOf(sheet);
        const { parameters, values } = everyParameter(source, shippedCatalog);
        const content = abstractionOf(source, heading('whole', { parameters }));
        if (unsavedBecause(content, shippedCatalog) !== null) return;
        const catalog = withAbstractions(shippedCatalog, [content]);
        const alone = (properties: Component['properties']) => {
          const built = design().part('x', 'whole', { count: copies, properties, name: 'Saved' });
          return flatten(built.document, catalog);
        };
        const bareOf = (body: Abstraction) => {
          const bare = withAbstractions(shippedCatalog, [{ ...body, id: 'bare', parameters: [] }]);
          return flatten(design().part('x', 'bare', { count: copies, name: 'Saved' }).document, bare);
        };
        expect(valuesOf(alone({}))).toEqual(valuesOf(bareOf(content)));
        // By another way: the values written into the source, and that saved without parameters.
        const written = structuredClone(source);
        for (const { name, targets } of parameters)
          for (const { part, property } of targets) {
            const one = written.components[part];
            if (!one) continue;
            if (property === COUNT) one.count = Number(values[name]);
            else one.properties = { ...one.properties, [property]: values[name] ?? '' };
          }
        expect(valuesOf(alone(values))).toEqual(valuesOf(bareOf(abstractionOf(written, heading('bare')))));
      }),
      { seed: 885, numRuns: 100 },
    );
  });
});
