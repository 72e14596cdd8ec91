import type { Connection, DesignModel, Part } from '@patchbay/engine/design';

/** A model that goes along with what is added to it, so that it need not be read again for each of many parts. */
export interface Growing {
  readonly model: DesignModel;
  add(part: Part): void;
  join(connection: Connection): void;
}

export function growing(before: DesignModel): Growing {
  const components = { ...before.document.components };
  const parts = [...before.parts];
  const connections = [...before.connections];
  const byId = new Map(before.byId);
  const hosted = new Map(before.hosted);
  const joins = new Map(before.joins);
  const document = { ...before.document, components };
  return {
    model: { ...before, document, parts, connections, byId, hosted, joins },
    add: (part) => {
      const { id, host } = part.component;
      components[id] = part.component;
      parts.push(part);
      byId.set(id, part);
      if (host !== null) hosted.set(host, [...(hosted.get(host) ?? []), part]);
    },
    join: (connection) => {
      connections.push(connection);
      for (const { component } of [connection.a, connection.b])
        joins.set(component, [...(joins.get(component) ?? []), connection]);
    },
  };
}
