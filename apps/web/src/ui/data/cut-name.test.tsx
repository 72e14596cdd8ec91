import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { CutName } from './cut-name.tsx';

/** The title, and the texts that are cut and kept. */
function drawn(name: string): (string | null)[] {
  const html = renderToStaticMarkup(<CutName name={name} />);
  const whole = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild;
  return [
    whole?.getAttribute('title') ?? null,
    ...[...(whole?.children ?? [])].map((part) => part.textContent),
  ];
}

test('the number of a name is kept apart from what may be cut, and together they are the name', () => {
  expect(drawn('Untitled design 12')).toEqual(['Untitled design 12', 'Untitled design', ' 12']);
  expect(drawn('Word Processing')).toEqual(['Word Processing', 'Word Processing', '']);
  expect(drawn('2')).toEqual(['2', '2', '']);
  expect(drawn('Lab v2')).toEqual(['Lab v2', 'Lab v2', '']);
});
