import { propertyValue, type DesignModel, type Part } from '../../design/index.ts';
import { draft, message, type Draft, type Fix, type RuleId } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { hasTrait, passesOn, type Topology } from '../topology.ts';
import { joinNew, joinTo, raise, remove } from './changes.ts';

/**
 * What is there to be joined, and is not yet. NET-10: a router or firewall between fewer than two networks. LINK-6: a line with
 * a loose end. WLESS-1: an access point without a cable. STOR-1: storage joined to nothing. STOR-2, BACK-1, PRINT-1: storage, a
 * backup store, a printer that nothing reaches. VPN-1: a VPN through which nothing may pass.
 */
export const joinsRule: Rule = {
  ids: ['NET-10', 'LINK-6', 'WLESS-1', 'STOR-1', 'STOR-2', 'BACK-1', 'PRINT-1', 'VPN-1'],
  check: (model, topology) => {
    const used = usedReaches(topology);
    return model.parts.flatMap((part) => [
      ...oneSided(model, topology, part),
      ...looseEnd(model, part),
      ...unplugged(model, part),
      ...unreached(model, topology, used, part),
      ...shut(part),
    ]);
  },
};

/** Each fix is tried by a whole check, so only so many of one sort are. */
const FIRST = 3;

/** Something is to be done with one part; to join it is the fix, or to leave it out. */
function todo(
  model: DesignModel,
  rule: RuleId,
  part: Part,
  codes: readonly [string, string],
  more: () => readonly Fix[] = () => [],
): Draft {
  const { id } = part.component;
  return draft(rule, 'todo', {
    subjects: [id],
    headline: message(codes[0], { part: id }),
    because: [message(codes[1], { part: id })],
    candidates: () => [...joinTo(model, part).slice(0, FIRST), ...more(), remove(part)],
  });
}

function oneSided(model: DesignModel, { networksOf }: Topology, part: Part): Draft[] {
  if (!hasTrait(part, 'router') && !hasTrait(part, 'firewall')) return [];
  if (networksOf(part.component.id).length >= 2) return [];
  return [todo(model, 'NET-10', part, ['between.headline', 'between.because'], () => joinNew(model, part))];
}

function looseEnd(model: DesignModel, part: Part): Draft[] {
  const joins = model.joins.get(part.component.id) ?? [];
  if (!hasTrait(part, 'line') || joins.length >= 2) return [];
  return [todo(model, 'LINK-6', part, ['line.headline', 'line.because'], () => joinNew(model, part))];
}

function unplugged(model: DesignModel, part: Part): Draft[] {
  if (!hasTrait(part, 'access-point')) return [];
  const cable = part.type.ports.find((port) => port.interface === 'ethernet')?.name;
  const { id } = part.component;
  const joined = (model.joins.get(id) ?? []).some(({ a, b }) =>
    [a, b].some((end) => end.component === id && end.port === cable),
  );
  return joined
    ? []
    : [todo(model, 'WLESS-1', part, ['cable.headline', 'cable.because'], () => joinNew(model, part))];
}

/** What is there to use devices, in each group of networks that reach each other. */
interface Used {
  readonly computers: ReadonlySet<number>;
  /** Machines and storage, of which a backup can be made. */
  readonly holders: ReadonlySet<number>;
}

function usedReaches({ networks }: Topology): Used {
  const isComputer = (part: Part) =>
    part.type.layer === 'machine' && !passesOn(part) && !hasTrait(part, 'printer');
  const isHolder = (part: Part) =>
    isComputer(part) || (part.type.layer === 'storage' && !hasTrait(part, 'backup'));
  const where = (is: (part: Part) => boolean) =>
    new Set(networks.filter(({ members }) => members.some(is)).map(({ reach }) => reach));
  return { computers: where(isComputer), holders: where(isHolder) };
}

function unreached(model: DesignModel, topology: Topology, used: Used, part: Part): Draft[] {
  const isPrinter = hasTrait(part, 'printer');
  const isBackup = hasTrait(part, 'backup');
  if (part.type.layer !== 'storage' && !isPrinter) return [];
  const { id } = part.component;
  const own = topology.networksOf(id);
  const others = isBackup ? used.holders : used.computers;
  const more = () => reaching(model, topology, part);
  if (own.some(({ reach }) => others.has(reach))) return [];
  if (isPrinter) return [todo(model, 'PRINT-1', part, ['printer.headline', 'printer.because'], more)];
  if (!model.joins.has(id)) return [todo(model, 'STOR-1', part, ['storage.headline', 'storage.because'])];
  if (isBackup) return [todo(model, 'BACK-1', part, ['backup.headline', 'backup.because'], more)];
  return [
    draft('STOR-2', 'step', {
      subjects: [id],
      headline: message('storage.alone.headline', { part: id }),
      because: [message('storage.alone.because', { part: id })],
      candidates: () => [...joinTo(model, part).slice(0, FIRST), ...more(), remove(part)],
    }),
  ];
}

/** Machines onto a part's networks, and its networks onto those that machines are on. */
export function reaching(model: DesignModel, { machines, networksOf }: Topology, part: Part): Fix[] {
  const own = networksOf(part.component.id).flatMap(({ parts }) => parts);
  const computers = machines
    .map((machine) => machine.part)
    .filter((machine) => machine !== part && !passesOn(machine));
  const theirs = new Set(
    computers.flatMap(({ component }) => networksOf(component.id)).flatMap(({ parts }) => parts),
  );
  return [
    ...computers.flatMap((machine) => joinTo(model, machine, own)).slice(0, FIRST),
    ...own.flatMap((network) => joinTo(model, network, [...theirs])).slice(0, FIRST),
  ];
}

/** By its life or its amount of data. */
function shut(part: Part): Draft[] {
  if (!hasTrait(part, 'vpn')) return [];
  const { id } = part.component;
  return part.type.properties
    .filter(({ name }) => name === 'lifeHours' || name === 'quotaGiB')
    .filter(({ name }) => propertyValue(part, name) === 0)
    .map(({ name, label, default: usual }) => {
      const values = { property: name, label };
      return draft('VPN-1', 'todo', {
        subjects: [id],
        headline: message('vpn.headline', { part: id }, values),
        because: [message('vpn.because', { part: id }, values)],
        candidates: () => (typeof usual === 'number' ? raise(part, name, usual) : []),
      });
    });
}
