import { shippedCatalog, type ComponentType } from '@patchbay/catalog';
import { applyEdit, EMPTY_DESIGN, newComponent, type DesignDocument } from '@patchbay/engine/design';

export function typeOf(id: string): ComponentType {
  const type = shippedCatalog.types.find((candidate) => candidate.id === id);
  if (!type) throw new Error(`no such type: ${id}`);
  return type;
}

/** Linux and Apache on an x86 machine behind a switch with an Internet gateway. */
export function webDesign(): DesignDocument {
  const at = { x: 0, y: 0 };
  return applyEdit(EMPTY_DESIGN, {
    do: 'add',
    components: [
      newComponent(typeOf('server-x86-64'), 'm', at),
      newComponent(typeOf('debian-12'), 'o', { ...at, host: 'c-m' }),
      newComponent(typeOf('apache-2-4'), 's', { ...at, host: 'c-o' }),
      newComponent(typeOf('switch-64'), 'n', at),
      newComponent(typeOf('internet-gateway'), 'g', at),
    ],
    connections: [
      { id: 'l-1', a: { component: 'c-m', port: 'eth' }, b: { component: 'c-n', port: 'port' } },
      { id: 'l-2', a: { component: 'c-g', port: 'lan' }, b: { component: 'c-n', port: 'port' } },
    ],
  });
}
