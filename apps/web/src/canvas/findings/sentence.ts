import type { Message } from '@patchbay/engine/constraints';
import { findingLabels, layerWords } from '../../messages/designer/problems.ts';
import { findingText } from '../../messages/findings.ts';
import { grouped } from '../../ui/format/money.ts';
import { nameIn, type Analysis } from '../store/analysis.ts';

/** A piece of a message: plain words, or an object of the design. */
export type Piece = { readonly text: string } | { readonly ref: string; readonly text: string };

/** `{part}`: an object or a value; `{=type}`: a value; `{ports:port|ports}`: a number of something. */
export const SLOT = /\{(=?)([a-zA-Z]+)(?::([^|}]+)\|([^}]+))?\}/g;
/** Values that stand for a layer are spoken of as one. */
const LAYER_SLOTS = new Set(['layer', 'hostLayer']);

/** A message as words and objects. Pure; `nameOf` gives the name of an object, or nothing when it is gone. */
export function piecesOf(
  { code, refs, values }: Message,
  nameOf: (id: string) => string | undefined,
): Piece[] {
  const template = findingText[code] ?? code;
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of template.matchAll(SLOT)) {
    const [slot, plain, key = '', one, many] = match;
    if (match.index > at) pieces.push({ text: template.slice(at, match.index) });
    at = match.index + slot.length;
    const ref = plain === '' ? refs[key] : undefined;
    if (ref !== undefined) {
      const name = nameOf(ref);
      pieces.push(name === undefined ? { text: findingLabels.goneRef } : { ref, text: name });
    } else {
      const value = values[key] ?? '';
      const noun = value === 1 ? one : many;
      pieces.push({ text: valueText(key, value) + (noun === undefined ? '' : ` ${noun}`) });
    }
  }
  if (at < template.length) pieces.push({ text: template.slice(at) });
  return pieces;
}

function valueText(key: string, value: string | number): string {
  if (LAYER_SLOTS.has(key)) return layerWords[String(value)] ?? String(value);
  return typeof value === 'number' ? grouped(value) : value;
}

/** A message as one plain sentence. */
export function sentenceOf(message: Message, nameOf: (id: string) => string | undefined): string {
  return piecesOf(message, nameOf)
    .map(({ text }) => text)
    .join('')
    .trim();
}

export function sentenceIn(analysis: Analysis): (message: Message) => string {
  return (message) => sentenceOf(message, (id) => nameIn(analysis, id));
}
