import type postgres from 'postgres';

export interface Table {
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** Whether its rows are hidden from the owner as well; the platform role sees them. */
  readonly walled: boolean;
}

/** Every table of the database but the migrator's own, each after those that its foreign keys lead to. */
export async function tablesOf(client: postgres.Sql): Promise<Table[]> {
  const rows = await client<(Table & { oid: number; needs: number[] })[]>`
    select c.oid::int8::int as oid, n.nspname as schema, c.relname as name, c.relforcerowsecurity as walled,
           array(select a.attname::text from pg_attribute a
                  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                  order by a.attnum) as columns,
           array(select distinct f.confrelid::int8::int from pg_constraint f
                  where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as needs
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not like 'pg\\_%' and n.nspname not in ('information_schema', 'drizzle')
     order by n.nspname, c.relname`;
  const waiting = [...rows];
  const placed = new Set<number>();
  const ordered: Table[] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ needs }) => needs.every((oid) => placed.has(oid)));
    const [next] = waiting.splice(at, 1);
    if (at < 0 || !next) throw new Error('Foreign keys of tables lead round in a circle.');
    placed.add(next.oid);
    const { schema, name, columns, walled } = next;
    ordered.push({ schema, name, columns, walled });
  }
  return ordered;
}

export function quoted({ schema, name }: Pick<Table, 'schema' | 'name'>): string {
  return `${identifier(schema)}.${identifier(name)}`;
}

/** A table with its columns, as COPY takes it. */
export function copied(table: Table): string {
  return `${quoted(table)} (${table.columns.map(identifier).join(', ')})`;
}

function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
