import type { ComponentType } from '@patchbay/catalog';
import {
  freeName,
  nameOfNew,
  newComponent,
  type Component,
  type ComponentId,
  type Connection,
  type DesignModel,
  type Edit,
  type Endpoint,
  type Part,
} from '../../design/index.ts';

type At = Pick<Component, 'x' | 'y'>;

/**
 * Parts and connections that a fix adds to a design. Ids are the smallest free ones, so that a check stays pure; what stands by
 * itself gets a free name, and what is hosted is told apart by its host.
 */
export class Additions {
  private readonly parts: Part[] = [];
  private readonly connections: Connection[] = [];

  private readonly model: DesignModel;

  constructor(model: DesignModel) {
    this.model = model;
  }

  part(type: ComponentType, { x, y }: At, host: ComponentId | null = null, count = 1): Part {
    const { components } = this.model.document;
    const own = this.parts.map(({ component }) => component);
    const made = newComponent(type, '', { x, y, host });
    const name =
      type.hostedOn === null ? freeName(made.name, [...Object.values(components), ...own]) : made.name;
    const part = { component: { ...made, id: freeId('c-fix', components, own), name, count }, type };
    this.parts.push(part);
    return part;
  }

  /** Each hosted on the one before; the first has the count. */
  tower(
    types: readonly ComponentType[],
    at: At,
    host: ComponentId | null = null,
    count = 1,
  ): readonly Part[] {
    const made: Part[] = [];
    for (const type of types) {
      const below = made.at(-1)?.component.id;
      made.push(this.part(type, at, below ?? host, below === undefined ? count : 1));
    }
    return made;
  }

  join(a: Endpoint, b: Endpoint): this {
    const id = freeId('l-fix', this.model.document.connections, this.connections);
    this.connections.push({ id, a, b });
    return this;
  }

  /** Everything that is added, so that a fix can say it: `Switch 2, 64 ports`, `Server, x86-64 + Debian 12 and x86 PC`. */
  get names(): string {
    const towers = new Map<ComponentId, string[]>();
    const rootOf = new Map<ComponentId, ComponentId>();
    for (const { component, type } of this.parts) {
      const { id, host, count } = component;
      const root = rootOf.get(host ?? '') ?? id;
      rootOf.set(id, root);
      const times = count > 1 ? `${count} × ` : '';
      towers.set(root, [...(towers.get(root) ?? []), times + calledNew(component, type)]);
    }
    return [...towers.values()].map((tower) => tower.join(' + ')).join(' and ');
  }

  get edit(): Edit {
    const components = this.parts.map(({ component }) => component);
    return { do: 'add', components, connections: this.connections };
  }
}

/** A new part by its type, with its own number where it has one: `Switch, 64 ports`, `Switch 2, 64 ports`, `PC 2 (x86 PC)`. */
function calledNew({ name }: Component, type: ComponentType): string {
  if (name === nameOfNew(type)) return type.name;
  const { shortName } = type;
  return type.name.startsWith(shortName)
    ? `${name}${type.name.slice(shortName.length)}`
    : `${name} (${type.name})`;
}

function freeId(
  prefix: 'c-fix' | 'l-fix',
  there: Readonly<Record<string, unknown>>,
  own: readonly { readonly id: string }[],
): string {
  const taken = new Set(own.map(({ id }) => id));
  let n = 1;
  while (taken.has(`${prefix}${n}`) || Object.hasOwn(there, `${prefix}${n}`)) n += 1;
  return `${prefix}${n}`;
}
