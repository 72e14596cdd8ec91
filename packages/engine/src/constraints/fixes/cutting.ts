import { applyEdit, readTypes, type Connection, type DesignModel, type Edit } from '../../design/index.ts';
import type { Fix } from '../finding.ts';

/** Fixes that take the place of a connection, made for the design without it: the ports that it took are free then. */
export function instead(model: DesignModel, join: Connection, fixes: (without: DesignModel) => Fix[]): Fix[] {
  const cut: Edit = { do: 'remove', components: [], connections: [join.id] };
  const without = readTypes(applyEdit(model.document, cut), model.catalog, [...model.types.values()]);
  return fixes(without).map((fix) => ({ ...fix, edit: { do: 'many', edits: [cut, fix.edit] } }));
}
