import { installedOn, type DesignModel, type Installed, type Part } from '../../design/index.ts';
import { message, type Draft, type Fix } from '../finding.ts';
import type { Rule } from '../rule.ts';
import { newHomes } from './hosting.ts';

/** PORT-2: two services of one machine answer at the same port, and only one of them can have it. */
export const serviceRule: Rule = {
  ids: ['PORT-2'],
  check: (model) =>
    model.parts
      .filter((part) => part.type.layer === 'machine')
      .flatMap((machine) =>
        [...byPort(model, machine)].flatMap(([port, own]) => clash(model, machine, port, own)),
      ),
};

function byPort(model: DesignModel, machine: Part): Map<number, Installed[]> {
  const ports = new Map<number, Installed[]>();
  for (const one of installedOn(model, machine)) {
    const port = one.install.service?.port;
    if (port !== undefined) ports.set(port, [...(ports.get(port) ?? []), one]);
  }
  return ports;
}

function clash(model: DesignModel, machine: Part, port: number, own: readonly Installed[]): Draft[] {
  const total = own.reduce((sum, { part }) => sum + part.component.count, 0);
  if (total <= 1) return [];
  const parts = own.map(({ part }) => part);
  const [first, second] = [parts[0] as Part, parts[1] ?? (parts[0] as Part)];
  const refs = {
    machine: machine.component.id,
    first: first.component.id,
    second: second.component.id,
  };
  return [
    {
      rule: 'PORT-2',
      level: 'blocker',
      obstructs: true,
      subjects: [machine.component.id, ...parts.map((part) => part.component.id)],
      connections: [],
      headline: message('service.clash.headline', refs, { port, total }),
      because: [message('service.clash.because', refs, { port })],
      candidates: () => (parts.length > 1 ? apart(model, parts) : [once(first)]),
    },
  ];
}

/** Each but one onto a machine of its own, or away. */
function apart(model: DesignModel, parts: readonly Part[]): Fix[] {
  const moved = newHomes(model, parts.at(-1) as Part).slice(0, 1);
  return parts.length > 2 ? keepOne(parts) : [...moved, ...keepOne(parts)];
}

function keepOne(parts: readonly Part[]): Fix[] {
  return parts.map((kept) => ({
    action: message('service.clash.action', { part: kept.component.id }),
    effect: message('service.clash.effect'),
    edit: {
      do: 'many',
      edits: [
        {
          do: 'remove',
          components: parts.filter((part) => part !== kept).map((part) => part.component.id),
          connections: [],
        },
        { do: 'set-count', id: kept.component.id, count: 1 },
      ],
    },
  }));
}

function once(part: Part): Fix {
  return {
    action: message('service.clash.once', { part: part.component.id }),
    effect: message('service.clash.effect'),
    edit: { do: 'set-count', id: part.component.id, count: 1 },
  };
}
