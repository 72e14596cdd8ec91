import { MAX_PORT_LABEL, type Abstraction, type Catalog, type Family } from '@patchbay/catalog';
import {
  chooseParts,
  crossingPorts,
  freePortName,
  readDesign,
  type Chosen,
  type DesignDocument,
  type DesignModel,
} from '@patchbay/engine/design';

type Ports = Abstraction['ports'];

/** What is joined to nothing yet gets one port by which it can be: that of a network, else of the first part that has one. */
export function proposedPorts(model: DesignModel, chosen: Chosen): Ports {
  const crossing = crossingPorts(chosen);
  const ends = rootsOf(chosen).flatMap(({ id, type }) =>
    (model.types.get(type)?.ports ?? []).map((port) => ({ component: id, port: port.name, role: port.role })),
  );
  const end = ends.find(({ role }) => role === 'network') ?? ends[0];
  return crossing.length > 0 || !end ? crossing : withPort([], end);
}

/** Parts that stand on no other. */
export const rootsOf = ({ source }: Chosen) =>
  Object.values(source.components).filter(({ host }) => host === null);

export function familyOf(model: DesignModel, chosen: Chosen): Family {
  const families = new Set(rootsOf(chosen).map(({ type }) => model.types.get(type)?.family));
  const [only] = families;
  if (families.size === 1 && only) return only;
  return families.has('network') ? 'network' : 'hardware';
}

export function withPort(ports: Ports, end: { component: string; port: string }): Ports {
  const name = freePortName(end.port, ports);
  return [...ports, { name, label: name.slice(0, MAX_PORT_LABEL), part: end.component, port: end.port }];
}

/** A whole design as one abstraction: what stands in it, and what is proposed of its outside. Null where it cannot be one. */
export function wholeAsOne(document: DesignDocument, catalog: Catalog) {
  const chosen = chooseParts(document, Object.keys(document.components));
  if ('refused' in chosen) return null;
  const model = readDesign(document, catalog);
  return { source: chosen.source, ports: proposedPorts(model, chosen), family: familyOf(model, chosen) };
}
