import { expect, type Page } from '@playwright/test';

interface End {
  readonly component: string;
  readonly port: string;
}

interface Part {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly count: number;
  readonly host: string | null;
  readonly group: string | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly x: number;
  readonly y: number;
}

interface Document {
  readonly components: Readonly<Record<string, Part>>;
  readonly connections: Readonly<Record<string, { readonly a: End; readonly b: End }>>;
  readonly groups: Readonly<Record<string, unknown>>;
}

/** The open design as the server has it. */
export async function saved(page: Page): Promise<Document> {
  const id = /\/designs\/([^/?]+)/.exec(page.url())?.[1] ?? '';
  const answer = await page.request.get(
    `/api/trpc/designs.get?input=${encodeURIComponent(JSON.stringify({ id }))}`,
  );
  const { result } = (await answer.json()) as { result: { data: { document: Document } } };
  return result.data.document;
}

/** The saved design as one text, the same for the same content: keys in order. */
export async function savedText(page: Page): Promise<string> {
  return JSON.stringify(await saved(page), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

/** The same once everything is saved: an edit shows as not saved at once, and is saved a second later. */
export async function settledText(page: Page): Promise<string> {
  await expect(page.getByRole('banner').getByText(/^Saved\b/)).toBeVisible();
  return savedText(page);
}

/**
 * A line for each part that stands by itself, such as
 * `Server 2 ×3: debian-12, nginx-1-22; Switch`: its name and copies, the types of what is on it, the names of what it is
 * joined to; in the order of names.
 */
export async function parts(page: Page): Promise<string[]> {
  const { components, connections } = await saved(page);
  const all = Object.values(components);
  const on = (id: string): string[] =>
    all.filter(({ host }) => host === id).flatMap((part) => [part.type, ...on(part.id)]);
  const joined = (id: string) =>
    Object.values(connections)
      .filter(({ a, b }) => a.component === id || b.component === id)
      .map(({ a, b }) => components[a.component === id ? b.component : a.component]?.name ?? '')
      .sort();
  const line = ({ id, name, count }: Part) =>
    `${name}${count > 1 ? ` ×${count}` : ''}: ${on(id).sort().join(', ')}; ${joined(id).join(', ')}`;
  return all
    .filter(({ host }) => host === null)
    .map(line)
    .sort();
}
