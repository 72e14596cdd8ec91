import type { ComponentType } from '@patchbay/catalog';
import { message, type Message } from './finding.ts';
import { askedOfHost, isAppliance, meets } from './rules/offers.ts';

/** Why something does not fit, in the words of the same rules that would report it after the drop. */
export interface Refusal {
  readonly rule: string;
  readonly reason: Message;
}

/** Whether a part of one type could stand on a part of another; null when it fits. Used to dim palette rows and drop targets. */
export function canHost(host: ComponentType, part: ComponentType): Refusal | null {
  if (part.hostedOn !== host.layer)
    return { rule: 'HOST-1', reason: message('fit.layer', {}, { layer: part.hostedOn ?? 'canvas' }) };
  const missing = askedOfHost(part).find((requirement) => !meets(host, requirement));
  if (!missing) return null;
  const reason = isAppliance(host)
    ? message('fit.appliance')
    : message(`fit.${missing.capability}`, {}, { wanted: missing.anyOf.join(', ') });
  return { rule: missing.rule, reason };
}

/** Whether two types have ports that a connection may join; null when they do. */
export function canConnect(a: ComponentType, b: ComponentType): Refusal | null {
  const fits = a.ports.some((from) =>
    b.ports.some(
      (to) => from.interface === to.interface && (from.role === 'network' || to.role === 'network'),
    ),
  );
  return fits ? null : { rule: 'LINK-1', reason: message('fit.link') };
}
