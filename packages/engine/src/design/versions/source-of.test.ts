import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { design } from '../../../test/builders.ts';
import {
  abstractionOf,
  parseDesign,
  readFlat,
  sourceOf,
  unsavedBecause,
  withAbstractions,
} from '../index.ts';

const ROWS = shippedCatalog.abstractions.map((one) => [one.id, one] as const);
const FORK = `a-${'0'.repeat(32)}-1`;

/** What a design of one comes to, whatever its parts are called and numbered. */
const come = (type: string, catalog = shippedCatalog) =>
  readFlat(design().part('x', type).document, catalog)
    .parts.map(({ component: { count, properties }, type: { id } }) =>
      JSON.stringify([id, count, properties]),
    )
    .sort();

describe.each(ROWS)('a fork of %s', (id, original) => {
  const { document, ports, parameters } = sourceOf(original);
  const heading = { ...original, id: FORK, version: '1.0.0', ports, parameters };
  const { parts: _, connections: __, ...rest } = heading;
  const fork = abstractionOf(document, rest);

  it('has a source that is a design', () => {
    expect(parseDesign(JSON.parse(JSON.stringify(document)))).toMatchObject({ ok: true });
  });

  it('can be saved, and comes to the same', () => {
    expect(unsavedBecause(fork, shippedCatalog)).toBeNull();
    expect(come(FORK, withAbstractions(shippedCatalog, [fork]))).toEqual(come(id));
  });

  it('has the same source again', () => {
    expect(sourceOf(fork)).toEqual({ document, ports, parameters });
  });
});
