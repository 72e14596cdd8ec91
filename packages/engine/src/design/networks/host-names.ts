import { copies, type DesignModel } from '../model.ts';
import { copyKey } from './segments.ts';

/** RFC 1035 allows 63 characters; a suffix has to fit as well. */
const LONGEST = 50;

/**
 * The name under which each machine is found in its environment: its component's name as a DNS label (RFC 1123), with
 * the copy's number where there are several, and another where two components would have the same.
 */
export function hostNames(model: DesignModel): Map<string, string> {
  const names = new Map<string, string>();
  const used = new Set<string>();
  for (const part of model.parts) {
    if (part.type.layer !== 'machine' && part.type.layer !== 'storage') continue;
    const count = copies(model, part);
    const label = labelOf(part.component.name) || labelOf(part.type.shortName) || 'machine';
    for (let idx = 0; idx < count; idx += 1) {
      const wanted = count > 1 ? `${label}-${idx + 1}` : label;
      let name = wanted;
      for (let n = 2; used.has(name); n += 1) name = `${wanted}-${n}`;
      used.add(name);
      names.set(copyKey({ component: part.component.id, idx }), name);
    }
  }
  return names;
}

function labelOf(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, LONGEST)
    .replace(/-+$/, '');
}
