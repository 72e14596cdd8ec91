import { describe, expect, it } from 'vitest';
import { design, partIn, type DesignBuilder } from '../../../test/builders.ts';
import { applyEdit, links, MAX_TOTAL_COPIES, parseDesign, separateOne } from '../index.ts';

function counter() {
  let n = 0;
  return () => `new${(n += 1)}`;
}
const servers = (count: number, switches = 1) =>
  design()
    .part('m', 'server-x86-64', { count, properties: { cpu: 4 } })
    .part('o', 'debian-12', { on: 'm' })
    .part('s', 'apache-2-4', { on: 'o', count: 2 })
    .part('n', 'switch-64', { count: switches })
    .join('m', 'n');
function separated(built: DesignBuilder, id: string) {
  const made = separateOne(built.document, id, counter());
  if ('refused' in made) throw new Error(made.refused);
  const document = applyEdit(built.document, made.edit);
  expect(parseDesign(document)).toEqual({ ok: true, document });
  return { ...made, document, model: design(document).model };
}

describe('separating one', () => {
  it('leaves one less, and a part of one with the same inside, properties and connections', () => {
    const { document, model, id, lost } = separated(servers(12), 'c-m');
    expect(document.components['c-m']?.count).toBe(11);
    expect(document.components[id]).toMatchObject({
      name: 'm 2',
      count: 1,
      properties: { cpu: 4 },
      host: null,
    });
    const [os] = model.hosted.get(id) ?? [];
    expect(os?.component).toMatchObject({ type: 'debian-12', name: 'o', count: 1 });
    expect(model.hosted.get(os?.component.id ?? '')?.[0]?.component).toMatchObject({ count: 2 });
    expect(links(model)).toHaveLength(12);
    expect(lost).toEqual([]);
  });

  it('what is hosted stays on its host', () => {
    const { document, id } = separated(servers(3), 'c-s');
    expect([partIn(document, 'c-s').count, document.components[id]?.host]).toEqual([1, 'c-o']);
  });

  it('stays in its group', () => {
    const grouped = applyEdit(servers(2).document, {
      do: 'group',
      group: { id: 'g-a', name: 'A', collapsed: false },
      members: ['c-m'],
    });
    const { document, id } = separated(design(grouped), 'c-m');
    expect([document.components[id]?.group, Object.keys(document.groups)]).toEqual(['g-a', ['g-a']]);
  });

  it('a switch of four keeps its uplink on both sides, and the many clients on the larger one', () => {
    const built = design()
      .part('client', 'x86-pc', { count: 100 })
      .part('access', 'switch-64', { count: 4 })
      .part('core', 'switch-64')
      .join('client', 'access')
      .join('access', 'core');
    const { document, id, lost } = separated(built, 'c-access');
    expect(lost).toEqual(['l-1']);
    const joins = Object.values(document.connections).map(({ a, b }) => [a.component, b.component]);
    expect(joins).toEqual([
      ['c-client', 'c-access'],
      ['c-access', 'c-core'],
      [id, 'c-core'],
    ]);
  });

  it.each([
    ['of one', servers(1), 'c-m', 'only-one'],
    ['of what is gone', servers(2), 'c-gone', 'only-one'],
  ])('%s is refused', (_, built, id, reason) => {
    expect(separateOne(built.document, id, counter())).toEqual({ refused: reason });
  });

  it('fits into a design that is full', () => {
    const full = design().part('p', 'x86-pc', { count: 4000 }).part('q', 'x86-pc', { count: 4000 });
    const more = full.part('r', 'x86-pc', { count: 4000 }).part('s', 'x86-pc', { count: 4000 });
    const built = more.part('t', 'x86-pc', { count: MAX_TOTAL_COPIES - 16_000 });
    expect(separated(built, 'c-t').document.components['c-t']?.count).toBe(3999);
  });
});
