import { obstacle } from '@patchbay/engine/constraints';
import {
  isWithinLimits,
  readFlat,
  withOverrides,
  type DesignModel,
  type Overrides,
} from '@patchbay/engine/design';
import type { Snapshot } from '@patchbay/engine/placement';
import type { Tx } from '../../../db/pool.ts';
import { notFound, PatchbayError } from '../../../errors.ts';
import * as catalogs from '../../catalog/service.ts';
import * as designs from '../../designs/service.ts';
import * as environments from '../../environments/service.ts';

/** What is to be booked, and where. */
export interface Wanted {
  readonly designId: string;
  readonly revision: number;
  /** Only there; else wherever it fits. */
  readonly siteId?: string | undefined;
  /** Another slot of an environment, which finds its data and addresses again. */
  readonly environmentId?: string | undefined;
}

/** Where it has to be, and what the environment is called that lives there already. */
export interface Bound {
  readonly siteId: string;
  readonly hostIds: readonly string[];
  readonly name: string | null;
}

export interface Subject {
  readonly design: { readonly id: string; readonly name: string; readonly revision: number };
  /** The design as it is drawn, and with each of the overrides that were asked for, in their order. */
  readonly models: readonly DesignModel[];
  readonly book: catalogs.PriceBookVersion;
  /** Null when any place will do. */
  readonly bound: Bound | null;
  readonly again: boolean;
}

/** Reads what is asked for and refuses what cannot be booked at all, with the same checker as the browser (CST-1). */
export async function readSubject(
  tx: Tx,
  accountId: string,
  wanted: Wanted,
  variants: readonly (Overrides | null)[],
): Promise<Subject> {
  const { design, catalog } = await designs.opened(tx, accountId, wanted.designId, wanted.revision);
  const models = variants.map((own) => {
    const document = withOverrides(design.document, own);
    const stop = isWithinLimits(document) ? obstacle(document, catalog) : { id: 'too-large' };
    if (stop)
      throw new PatchbayError('NOT_BOOKABLE', own === null ? OBSTRUCTED : VARIANT_OBSTRUCTED, {
        issues: [stop.id],
      });
    return readFlat(document, catalog);
  });
  if (models.some(({ parts }) => parts.length === 0))
    throw new PatchbayError('NOT_BOOKABLE', 'The design is empty. Add a part first.', { issues: ['empty'] });
  return {
    design: { id: design.id, name: design.name, revision: design.revision },
    models,
    book: await catalogs.currentPriceBook(tx),
    bound: await boundTo(tx, accountId, wanted),
    again: wanted.environmentId !== undefined,
  };
}

const OBSTRUCTED = 'The design has a problem that must be fixed first. Nothing was booked or changed.';
const VARIANT_OBSTRUCTED =
  'With these counts and sizes the design has a problem that must be fixed first. Nothing was booked or changed.';

/** Kept data can only be found again where it lies. */
async function boundTo(
  tx: Tx,
  accountId: string,
  { siteId, environmentId, designId }: Wanted,
): Promise<Bound | null> {
  if (environmentId === undefined) return siteId === undefined ? null : { siteId, hostIds: [], name: null };
  const home = await environments.homeOf(tx, accountId, environmentId);
  if (!home || home.designId !== designId) throw notFound('environment');
  return { siteId: home.siteId, hostIds: home.dataOn, name: home.name };
}

/** Of the world, what a bound subject may use. */
export function within(seen: Snapshot, bound: Bound | null): Snapshot {
  if (bound === null) return seen;
  const { siteId, hostIds } = bound;
  return {
    ...seen,
    sites: seen.sites.filter(({ id }) => id === siteId),
    hosts: hostIds.length === 0 ? seen.hosts : seen.hosts.filter(({ id }) => hostIds.includes(id)),
  };
}
