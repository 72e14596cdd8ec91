import { ghosts, liveness, reasons } from './calm.ts';
import { capacity, nothingKept, room, units } from './capacity.ts';
import type { Check } from './facts.ts';
import { history } from './history.ts';
import { reserved, used } from './metering.ts';
import { caps, charges, invoices, lines } from './money.ts';
import { requests } from './requests.ts';
import { tenants } from './tenants.ts';

/** At any instant, whatever goes wrong. */
export const ALWAYS: readonly Check[] = [
  capacity,
  room,
  nothingKept,
  units,
  history,
  invoices,
  caps,
  reserved,
  requests,
];

/** Once nothing has gone wrong for a while. */
export const CALM: readonly Check[] = [liveness, ghosts, charges, lines, used, tenants, reasons];
