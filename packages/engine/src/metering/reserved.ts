import { copies, type DesignModel } from '../design/index.ts';
import { seconds, type Interval } from '../time/index.ts';
import { reservedMeter, type Meter } from './meters.ts';

/** A raw quantity of one meter on one copy of a component, over an interval. */
export interface Usage {
  readonly component: string;
  readonly idx: number;
  readonly meter: Meter;
  readonly during: Interval;
  readonly quantity: number;
}

/**
 * Reserved time of every copy of every part over one interval: what a reservation takes whether it is used or not. Templates
 * that have a price of their own are counted beside the parts in them.
 */
export function reservedUsage(model: DesignModel, during: Interval): Usage[] {
  const quantity = seconds(during);
  const all = (component: string, count: number, counted: Meter) =>
    Array.from({ length: count }, (_, idx): Usage => ({ component, idx, meter: counted, during, quantity }));
  const parts = model.parts.flatMap((part) => {
    const counted = reservedMeter(part.type);
    return counted === null ? [] : all(part.component.id, copies(model, part), counted);
  });
  const templates = model.templates.flatMap((one) => all(one.component, one.copies, 'template.reserved'));
  return [...parts, ...templates];
}
