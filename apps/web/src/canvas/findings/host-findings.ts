import type { Finding } from '@patchbay/engine/constraints';
import { hostOf, type Part } from '@patchbay/engine/design';
import type { Analysis } from '../store/analysis.ts';

/** What is found about that which a part stands on, nearest first, and not about the part itself. */
export function hostFindings({ model, about }: Analysis, part: Part): { host: Part; finding: Finding }[] {
  const known = new Set(about.get(part.component.id));
  const found: { host: Part; finding: Finding }[] = [];
  for (let host = hostOf(model, part); host; host = hostOf(model, host))
    for (const finding of about.get(host.component.id) ?? []) {
      if (known.has(finding)) continue;
      known.add(finding);
      found.push({ host, finding });
    }
  return found;
}
