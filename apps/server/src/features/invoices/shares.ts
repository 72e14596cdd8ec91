import type { DesignModel } from '@patchbay/engine/design';
import type { Tx } from '../../db/pool.ts';
import * as offers from '../abstractions/offers.ts';
import * as members from '../members/service.ts';
import type { OpenInvoice } from './open.ts';
import * as repository from './repository.ts';

/** Who is credited what a template costs, and what it is called there. */
export interface Payee {
  readonly accountId: string;
  readonly channelId: string;
  readonly template: string;
}

/** The publishers of the templates that some records are about, by component. */
export async function payeesOf(
  tx: Tx,
  { templates }: DesignModel,
  records: readonly { readonly component: string; readonly meter: string }[],
): Promise<ReadonlyMap<string, Payee>> {
  const charged = new Set(
    records.filter(({ meter }) => meter === 'template.reserved').map(({ component }) => component),
  );
  const found = new Map<string, Payee>();
  if (charged.size === 0) return found;
  const publishers = new Map<string, Payee>();
  for (const { component, type } of templates) {
    if (!charged.has(component)) continue;
    const payee = publishers.get(type) ?? (await publisherOf(tx, type));
    if (!payee) continue;
    publishers.set(type, payee);
    found.set(component, payee);
  }
  return found;
}

async function publisherOf(tx: Tx, type: string): Promise<Payee | null> {
  const version = await offers.published(tx, type);
  const channelId = version && (await members.firstChannelOf(tx, version.accountId));
  if (!version || !channelId) return null;
  return { accountId: version.accountId, channelId, template: `${version.name} ${version.semver}` };
}

/**
 * Credits what was just charged for templates to who published them, line by line: what one pays and the other gets come from
 * the same usage event (MTR-3), and each charge is credited once.
 */
export async function creditShares(
  tx: Tx,
  lines: readonly repository.NewCharge[],
  payees: ReadonlyMap<string, Payee>,
  invoiceOf: (payee: Payee, line: repository.NewCharge) => OpenInvoice | undefined,
): Promise<void> {
  const items = lines.flatMap((line) => {
    const payee = line.meter === 'template.reserved' ? payees.get(line.component) : undefined;
    const row = payee && invoiceOf(payee, line);
    if (!payee || !row || line.amountMicros === 0) return [];
    const { id: invoiceId, accountId, channelId } = row;
    const amountMicros = -line.amountMicros;
    const what = { cause: 'share' as const, ref: line.id, amountMicros, reason: payee.template };
    return [{ ...what, invoiceId, accountId, channelId }];
  });
  if (items.length > 0) await repository.insertItems(tx, items);
}
