import { askedFor, chain } from './audit.ts';
import { ghosts, liveness, reasons } from './calm.ts';
import { capacity, nothingKept, room, units } from './capacity.ts';
import type { Check } from './facts.ts';
import { addresses, back, credits, hits, told } from './failures.ts';
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
  hits,
  askedFor,
];

/** Once nothing has gone wrong for a while, although there may be work to do. */
export const WELL: readonly Check[] = [
  ghosts,
  charges,
  lines,
  used,
  tenants,
  reasons,
  addresses,
  told,
  credits,
  back,
  chain,
];

/** And nothing is left to do either. */
export const CALM: readonly Check[] = [liveness, ...WELL];
