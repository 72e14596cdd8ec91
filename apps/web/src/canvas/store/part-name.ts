import { LEVELS, type Finding, type Level } from '@patchbay/engine/constraints';
import { allHosted, quantity, type DesignModel, type Part } from '@patchbay/engine/design';
import { canvasText } from '../../messages/canvas.ts';
import { updateText } from '../../messages/designer/versions.ts';
import { levelCount } from '../../messages/designer/problems.ts';
import { grouped } from '../../ui/format/money.ts';
import { mebibytes, megabits } from '../../ui/format/quantity.ts';

/** `Server, Server, x86-64, hosts Debian 12, 1 connection, 1 blocker`: the accessible name of a part. */
export function partName(
  model: DesignModel,
  part: Part,
  findings: readonly Finding[],
  newer: string | null = null,
): string {
  const { id, name, count, host } = part.component;
  const hosted = allHosted(model, part).map((child) => child.component.name);
  const joins = model.joins.get(id)?.length ?? 0;
  const on = host === null ? undefined : model.byId.get(host)?.component.name;
  return [
    name,
    ...(part.type.name === name ? [] : [part.type.name]),
    ...(count > 1 ? [canvasText.copies(count)] : []),
    ...(newer === null ? [] : [updateText.badge(newer)]),
    ...(on ? [canvasText.on(on)] : []),
    ...(hosted.length > 0 ? [canvasText.hosts(hosted.join(', '))] : []),
    ...(joins > 0 ? [canvasText.connections(joins)] : []),
    ...levelCounts(findings).map(([level, n]) => levelCount(level, n)),
  ].join(', ');
}

/** `Debian 12 on Server 3`: tells systems of one name apart by their machines. */
export function nameWithHost(model: DesignModel, id: string): string {
  const component = model.byId.get(id)?.component;
  const host = component?.host ? model.byId.get(component.host)?.component.name : undefined;
  return [component?.name ?? '', ...(host ? [canvasText.on(host)] : [])].join(' ');
}

export function levelCounts(findings: readonly Finding[]): [Level, number][] {
  return LEVELS.map((level): [Level, number] => [
    level,
    findings.filter((finding) => finding.level === level).length,
  ]).filter(([, n]) => n > 0);
}

/** The line under a part's name: what there is of it. */
export function specText(part: Part): string {
  const { machine, properties } = part.type;
  if (machine)
    return canvasText.machineSpec(quantity(part, machine.cpu), mebibytes(quantity(part, machine.memoryMiB)));
  return properties
    .filter(({ form }) => form === 'quantity')
    .slice(0, 2)
    .map((property) =>
      quantityText(quantity(part, property.name), property.form === 'quantity' ? property.unit : ''),
    )
    .join(', ');
}

function quantityText(value: number, unit: string): string {
  if (unit === 'Mbit/s') return megabits(value);
  if (unit === 'MiB') return mebibytes(value);
  return `${grouped(value)} ${unit}`;
}
