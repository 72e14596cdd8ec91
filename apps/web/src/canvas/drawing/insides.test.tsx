import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { PartView } from '../flow/part-view.tsx';
import { SceneContext, type Scene } from '../flow/scene.ts';
import { analyse } from '../store/analysis.ts';
import { catalog, design, part } from '../test/designs.ts';

it('looks through the inside of all abstractions once, however many are drawn', () => {
  const parts = Array.from({ length: 20 }, (_, n) =>
    part(`c-${n}`, 'easy-word-processing', { y: n * 200, count: 1 + (n % 2) }),
  );
  const drawn = analyse(design(parts), catalog);
  let looked = 0;
  const flat = {
    ...drawn.flat,
    get parts() {
      looked += 1;
      return drawn.flat.parts;
    },
  };
  const scene: Scene = {
    analysis: { model: drawn.model, layout: drawn.layout, lines: [], findings: [], about: new Map(), flat },
    book: null,
    selection: new Set(),
    tabStop: null,
    target: null,
    connecting: null,
    showFindings: false,
    newer: null,
    status: null,
    onSelect: null,
    onFocus: () => {},
    actions: null,
  };
  const html = renderToStaticMarkup(
    <SceneContext value={scene}>
      {[...drawn.layout.values()].map((placed) => (
        <PartView key={placed.id} placed={placed} />
      ))}
    </SceneContext>,
  );
  expect(looked).toBe(1);
  expect(html.match(/2 machines/g)?.length).toBeGreaterThan(0);
});
