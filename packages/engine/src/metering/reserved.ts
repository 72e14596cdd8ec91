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

/** Reserved time of every copy of every part over one interval: what a reservation takes whether it is used or not. */
export function reservedUsage(model: DesignModel, during: Interval): Usage[] {
  const quantity = seconds(during);
  return model.parts.flatMap((part) => {
    const counted = reservedMeter(part.type);
    if (counted === null) return [];
    return Array.from({ length: copies(model, part) }, (_, idx) => ({
      component: part.component.id,
      idx,
      meter: counted,
      during,
      quantity,
    }));
  });
}
