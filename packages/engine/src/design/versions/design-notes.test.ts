import { shippedCatalog } from '@patchbay/catalog';
import { describe, expect, it } from 'vitest';
import { abstraction, design } from '../../../test/builders.ts';
import { applyEdit, designNotes, fixedChanges, withAbstractions, type Edit } from '../index.ts';

const DRAWN = design()
  .part('m', 'server-x86-64', { count: 2 })
  .part('o', 'debian-12', { on: 'm' })
  .part('n', 'switch-8')
  .join('m.eth', 'n.port').document;
const codes = (edit: Edit) =>
  designNotes(DRAWN, applyEdit(DRAWN, edit), shippedCatalog).map((note) =>
    'property' in note ? [note.code, note.property, note.from, note.to] : [note.code],
  );

describe('what differs between two revisions', () => {
  it.each<[string, Edit, unknown[]]>([
    ['nothing', { do: 'many', edits: [] }, []],
    ['where a part stands is nothing', { do: 'move', id: 'c-m', x: 500, y: 40 }, []],
    ['copies', { do: 'set-count', id: 'c-m', count: 3 }, [['part.property', 'count', 2, 3]]],
    [
      'a size',
      { do: 'set-property', id: 'c-m', property: 'memoryMiB', value: 8192 },
      [['part.property', 'memoryMiB', 4096, 8192]],
    ],
    ['a name', { do: 'rename', id: 'c-m', name: 'Web' }, [['part.name']]],
    [
      'a part that is gone, with what joined it',
      { do: 'remove', components: ['c-n'], connections: [] },
      [['part.removed'], ['connection.removed']],
    ],
  ])('%s', (_, edit, expected) => {
    expect(codes(edit)).toEqual(expected);
  });
});

describe('values that are fixed after the start', () => {
  const kit = abstraction(
    'kit',
    { pc: { type: 'x86-pc' } },
    {
      parameters: [
        { name: 'cpu', label: 'Processors', targets: [{ part: 'pc', property: 'cpu' }], changeable: false },
        {
          name: 'memory',
          label: 'Memory',
          targets: [{ part: 'pc', property: 'memoryMiB' }],
          changeable: true,
        },
      ],
    },
  );
  const catalog = withAbstractions(shippedCatalog, [kit]);
  const drawn = design().part('k', 'kit').document;
  const after = (edit: Edit) =>
    fixedChanges(drawn, applyEdit(drawn, edit), catalog).map(({ label }) => label);

  it.each<[string, Edit, string[]]>([
    ['one that is', { do: 'set-property', id: 'c-k', property: 'cpu', value: 2 }, ['Processors']],
    ['one that is not', { do: 'set-property', id: 'c-k', property: 'memory', value: 1024 }, []],
    ['the number of copies is not', { do: 'set-count', id: 'c-k', count: 2 }, []],
    ['a part that goes has none', { do: 'remove', components: ['c-k'], connections: [] }, []],
  ])('%s', (_, edit, labels) => {
    expect(after(edit)).toEqual(labels);
  });
});
