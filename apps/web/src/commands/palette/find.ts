import type { Command } from '../command.ts';

/** Commands that belong together, under their heading. */
export interface CommandGroup {
  readonly title: string;
  readonly commands: readonly Command[];
}

/** So many of one group are shown at most: whoever looks for more types more. */
const MOST_OF_GROUP = 12;
/** No rank: it does not match. */
const NONE = 5;

/**
 * How well a name answers a query; less is better, and `null` is not at all. It begins so; every word begins so; the words are in it
 * somewhere; their letters are in it, in order and close together.
 */
export function rankOf(name: string, query: string): number | null {
  const text = query.trim().toLowerCase();
  const label = name.toLowerCase();
  if (text === '' || label.startsWith(text)) return 0;
  const [asked, words] = [text.split(/\s+/), label.split(/[^\p{L}\p{N}]+/u)];
  if (asked.every((word) => words.some((one) => one.startsWith(word)))) return 1;
  if (asked.every((word) => label.includes(word))) return 2;
  if (initials(words).startsWith(text.replaceAll(' ', ''))) return 3;
  return isScattered(label, text.replaceAll(' ', '')) ? 4 : null;
}

const initials = (words: readonly string[]): string => words.map((word) => word.charAt(0)).join('');

/** Most letters that may lie between two that were typed. */
const MOST_BETWEEN = 3;
const FEWEST_SCATTERED = 3;

/** Whether the letters of a query are in a name one after the other, from the start of a word on: what a slip of the finger leaves. */
function isScattered(label: string, letters: string): boolean {
  if (letters.length < FEWEST_SCATTERED) return false;
  const starts = [...label.matchAll(/[\p{L}\p{N}]+/gu)].map(({ index }) => index);
  return starts.some((start) => {
    if (label.charAt(start) !== letters.charAt(0)) return false;
    let at = start;
    for (const letter of letters.slice(1)) {
      const next = label.indexOf(letter, at + 1);
      if (next === -1 || next - at - 1 > MOST_BETWEEN) return false;
      at = next;
    }
    return true;
  });
}

/**
 * What answers a query, by group. The group with the best answer comes first, else their order stays; in each the best answers come
 * first, and what is not to be had last.
 */
export function find(groups: readonly CommandGroup[], query: string): CommandGroup[] {
  return groups
    .map(({ title, commands }) => {
      const ranked = commands
        .map((command) => ({ command, rank: rankOf(command.label, query) ?? NONE }))
        .filter(({ rank }) => rank < NONE)
        .sort((a, b) => Number(stopped(a)) - Number(stopped(b)) || a.rank - b.rank);
      const best = Math.min(NONE, ...ranked.map(({ rank }) => rank));
      const found = ranked.slice(0, query.trim() === '' ? undefined : MOST_OF_GROUP);
      return { best, group: { title, commands: found.map(({ command }) => command) } };
    })
    .filter(({ group }) => group.commands.length > 0)
    .sort((a, b) => a.best - b.best)
    .map(({ group }) => group);
}

const stopped = ({ command }: { command: Command }) => Boolean(command.reason);
