import type { DesignModel } from '@patchbay/engine/design';

const known = new WeakMap<DesignModel, ReadonlyMap<string, string>>();

/** The name of the interface that a connection takes, such as `eth0`; for two networks their port. */
export function interfaceNames(model: DesignModel): ReadonlyMap<string, string> {
  const before = known.get(model);
  if (before) return before;
  const used = new Map<string, number>();
  const names = new Map<string, string>();
  for (const { id, a, b } of model.connections) {
    const ends = [a, b].map((end) => ({
      end,
      port: model.byId.get(end.component)?.type.ports.find(({ name }) => name === end.port),
    }));
    const own =
      ends.find(({ port }) => port?.role === 'device') ??
      ends.find(({ port }) => port?.capacity === 1) ??
      ends[0];
    if (!own?.port) continue;
    const key = `${own.end.component} ${own.end.port}`;
    const nth = used.get(key) ?? 0;
    used.set(key, nth + 1);
    names.set(id, own.port.role === 'device' ? `${own.port.label}${nth}` : own.port.label);
  }
  known.set(model, names);
  return names;
}
