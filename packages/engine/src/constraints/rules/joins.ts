import { propertyValue, type DesignModel, type Part } from '../../design/index.ts';
import { draft, message, type Draft, type Fix, type RuleId } from '../finding.ts';
import { raise, remove } from '../fixes/changes.ts';
import { addBeside, bring, joinTo, joinUp } from '../fixes/joining.ts';
import type { Rule } from '../rule.ts';
import { hasTrait, networkPartsOf, passesOn, type Topology } from '../topology.ts';

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

/** Something is to be done with one part: by one of these fixes, or by leaving it out. */
function todo(
  rule: RuleId,
  part: Part,
  codes: readonly [string, string],
  completing: () => readonly Fix[],
  level: 'todo' | 'step' = 'todo',
): Draft {
  const { id } = part.component;
  return draft(rule, level, {
    subjects: [id],
    headline: message(codes[0], { part: id }),
    because: [message(codes[1], { part: id })],
    candidates: () => [...completing(), remove(part)],
  });
}

function oneSided(model: DesignModel, { networksOf }: Topology, part: Part): Draft[] {
  if (!hasTrait(part, 'router') && !hasTrait(part, 'firewall')) return [];
  const { length } = networksOf(part.component.id);
  if (length >= 2) return [];
  return [
    todo('NET-10', part, ['between.headline', 'between.because'], () =>
      joinUp(model, part, length === 0 ? 2 : 1),
    ),
  ];
}

function looseEnd(model: DesignModel, part: Part): Draft[] {
  const { length } = model.joins.get(part.component.id) ?? [];
  if (!hasTrait(part, 'line') || length >= 2) return [];
  return [
    todo('LINK-6', part, ['line.headline', 'line.because'], () => joinUp(model, part, length === 0 ? 2 : 1)),
  ];
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
    : [todo('WLESS-1', part, ['cable.headline', 'cable.because'], () => joinUp(model, part, 1))];
}

/** What is there to use devices, in each group of networks that reach each other. */
interface Used {
  readonly computers: ReadonlySet<number>;
  /** Machines and storage, of which a backup can be made. */
  readonly holders: ReadonlySet<number>;
}

const isComputer = (part: Part): boolean =>
  part.type.layer === 'machine' && !passesOn(part) && !hasTrait(part, 'printer');

function usedReaches({ networks }: Topology): Used {
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
  const others = isBackup ? used.holders : used.computers;
  if (topology.networksOf(id).some(({ reach }) => others.has(reach))) return [];
  const fixes = () => completing(model, topology, part);
  if (isPrinter) return [todo('PRINT-1', part, ['printer.headline', 'printer.because'], fixes)];
  if (!model.joins.has(id)) return [todo('STOR-1', part, ['storage.headline', 'storage.because'], fixes)];
  if (isBackup) return [todo('BACK-1', part, ['backup.headline', 'backup.because'], fixes)];
  return [todo('STOR-2', part, ['storage.alone.headline', 'storage.alone.because'], fixes, 'step')];
}

/** A computer that is there onto one network with it, or else any network; and a new computer: what people sit at prints. */
function completing(model: DesignModel, topology: Topology, part: Part): Fix[] {
  const computers = topology.machines.map((machine) => machine.part).filter(isComputer);
  const brought = bring(model, topology, part, computers).slice(0, 2);
  const family = hasTrait(part, 'printer') ? 'client' : 'hardware';
  const type = model.catalog.types.find(
    (candidate) => candidate.family === family && candidate.machine && candidate.capabilities.length > 0,
  );
  return [
    ...(brought.length > 0 ? brought : joinTo(model, part).slice(0, 1)),
    ...(type ? addBeside(model, part, networkPartsOf(topology, part), [type]) : []),
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
