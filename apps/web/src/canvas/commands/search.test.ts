import { describe, expect, it } from 'vitest';
import { catalog } from '../test/designs.ts';
import { matching } from './search.ts';

const types = catalog.types.map((type) => ({ label: type.name, type }));
const found = (query: string) => matching(types, query).map(({ type }) => type.id);

describe('searching the catalog', () => {
  it('finds a type by what it has to offer, after those that are called so', () => {
    const all = found('cuda');
    expect([all[0], all.length]).toEqual(['cuda-12', 1]);
    expect(found('sparc64').length).toBeGreaterThan(
      types.filter(({ label }) => label.includes('sparc64')).length,
    );
  });
});
