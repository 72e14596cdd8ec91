import { afterEach, expect, test, vi } from 'vitest';
import { regionBeside } from './region.ts';

afterEach(() => vi.restoreAllMocks());

const show = (html: string) =>
  document.body.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);

function page(): void {
  show(`
    <button id="outside"></button>
    <nav id="list" data-region tabindex="-1"><a id="link" href="#x">x</a></nav>
    <section id="hidden" data-region tabindex="-1"></section>
    <section id="drawing" data-region tabindex="-1"></section>
    <aside id="activity" data-region tabindex="-1"></aside>`);
  vi.spyOn(HTMLElement.prototype, 'getClientRects').mockImplementation(function (this: HTMLElement) {
    return (this.id === 'hidden' ? [] : [{}]) as unknown as DOMRectList;
  });
}

test.each([
  ['outside', 1, 'list'],
  ['outside', -1, 'activity'],
  ['link', 1, 'drawing'],
  ['drawing', -1, 'list'],
  ['activity', 1, 'list'],
  ['list', -1, 'activity'],
] as const)('from %s, by %i, it goes to %s', (from, step, to) => {
  page();
  document.getElementById(from)?.focus();
  expect(regionBeside(step)?.id).toBe(to);
});

test('a page without regions has nowhere to go', () => {
  show('');
  expect(regionBeside(1)).toBeUndefined();
});
