import type { Abstraction, Catalog, ComponentType, Port, Property, PropertyValue } from '@patchbay/catalog';
import { withAbstractions } from '../abstractions/known.ts';
import { fieldsOf } from '../abstractions/parameters.ts';
import { typeOfAbstraction } from '../abstractions/type-of-abstraction.ts';
import { canonical } from '../editing/canonical.ts';
import type { Step } from './version-number.ts';

type Part = Abstraction['parts'][number];
type Join = Abstraction['connections'][number];

/** A record as it was and as it is; null where it is not. */
export interface Change<T> {
  readonly before: T | null;
  readonly after: T | null;
}

/** Everything that differs between two versions, whole: the newer one is the older one with these records put in place. */
export interface VersionDiff {
  /** By number, which a part keeps from version to version. */
  readonly parts: readonly Change<Part>[];
  readonly connections: readonly Change<Join>[];
  /** By name. */
  readonly ports: readonly Change<Abstraction['ports'][number]>[];
  readonly parameters: readonly Change<Abstraction['parameters'][number]>[];
  readonly heading: readonly ('name' | 'summary' | 'family' | 'icon' | 'version')[];
}

/** What differs from one version of an abstraction to another. */
export function versionDiff(from: Abstraction, to: Abstraction): VersionDiff {
  const fields = ['name', 'summary', 'family', 'icon', 'version'] as const;
  return {
    parts: changes(numbered(from.parts), numbered(to.parts), ({ no }) => String(no)),
    connections: changes(from.connections, to.connections, canonical),
    ports: changes(from.ports, to.ports, ({ name }) => name),
    parameters: changes(from.parameters, to.parameters, ({ name }) => name),
    heading: fields.filter((field) => from[field] !== to[field]),
  };
}

function numbered(parts: readonly Part[]): Part[] {
  return parts.map((part, index) => ({ ...part, no: part.no ?? index }));
}

function changes<T>(from: readonly T[], to: readonly T[], key: (one: T) => string): Change<T>[] {
  const [before, after] = [from, to].map((all) => keyed(all, key));
  const keys = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])];
  return keys.flatMap((id) => {
    const change = { before: before?.get(id) ?? null, after: after?.get(id) ?? null };
    return canonical(change.before) === canonical(change.after) ? [] : [change];
  });
}

/** One thing to read of a difference. `label` is what it is called, `of` the part that it is about. */
export type VersionNote =
  | { readonly code: `${'part' | 'port' | 'parameter'}.${'added' | 'removed'}`; readonly label: string }
  | {
      readonly code: 'part.name' | 'part.type' | 'part.host';
      readonly of: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly code: 'part.property';
      readonly of: string;
      /** `count` is the number of copies. */
      readonly property: string;
      readonly label: string;
      readonly unit: string;
      readonly from: PropertyValue;
      readonly to: PropertyValue;
    }
  | {
      readonly code: 'parameter.default' | 'parameter.least' | 'parameter.most';
      readonly label: string;
      readonly unit: string;
      readonly from: PropertyValue;
      readonly to: PropertyValue;
    }
  | {
      readonly code:
        | 'parameter.changeable'
        | 'parameter.fixed'
        | 'parameter.form'
        | 'parameter.targets'
        | 'port.changed';
      readonly label: string;
    }
  | { readonly code: 'parameter.options'; readonly label: string; readonly from: string; readonly to: string }
  | { readonly code: 'connection.added' | 'connection.removed'; readonly from: string; readonly to: string };

/** Records that are alike, such as two cables between the same ports, are told apart by how many there were before. */
function keyed<T>(records: readonly T[], key: (one: T) => string): Map<string, T> {
  const seen = new Map<string, number>();
  return new Map(
    records.map((one) => {
      const n = seen.get(key(one)) ?? 0;
      seen.set(key(one), n + 1);
      return [`${key(one)} ${n}`, one];
    }),
  );
}

interface Reading {
  readonly notes: readonly VersionNote[];
  readonly step: Step;
}

/** A difference to be read, and how large it is. The catalog has what is in both. */
export function readVersionDiff(from: Abstraction, to: Abstraction, catalog: Catalog): Reading {
  const diff = versionDiff(from, to);
  const [old, young] = [typeIn(from, catalog), typeIn(to, catalog)];
  const sides = [...joinSides(old.properties, young.properties), ...portSides(old.ports, young.ports)];
  const parts = partNotes(diff.parts, [from, to], catalog);
  const changeable = diff.parameters.flatMap(flagNotes);
  const joins = diff.connections.map(({ before, after }) =>
    joinNote(after ?? before, after ? to : from, after !== null),
  );
  const all = [...sides, ...changeable.map((note) => ({ note, step: 'minor' as const })), ...parts, ...joins];
  const steps = new Set(all.map(({ step }) => step));
  return {
    notes: all.map(({ note }) => note),
    step: steps.has('major') ? 'major' : steps.has('minor') ? 'minor' : 'patch',
  };
}

interface Read {
  readonly note: VersionNote;
  readonly step: Step;
}

function typeIn(abstraction: Abstraction, catalog: Catalog): ComponentType {
  return typeOfAbstraction(abstraction, withAbstractions(catalog, [abstraction]));
}

const labelOf = ({ called, name }: Part) => called ?? name;

function joinSides(from: readonly Property[], to: readonly Property[]): Read[] {
  const old = new Map(from.map((one) => [one.name, one]));
  const young = new Map(to.map((one) => [one.name, one]));
  return [
    ...to
      .filter(({ name }) => !old.has(name))
      .map(({ label }): Read => ({ note: { code: 'parameter.added', label }, step: 'minor' })),
    ...from.flatMap((before): Read[] => {
      const after = young.get(before.name);
      const { label } = before;
      if (!after) return [{ note: { code: 'parameter.removed', label }, step: 'major' }];
      return propertyNotes(before, after);
    }),
  ];
}

function propertyNotes(before: Property, after: Property): Read[] {
  const { label } = after;
  const unit = after.form === 'quantity' ? after.unit : '';
  const found: Read[] = [];
  const usual = { code: 'parameter.default', label, unit } as const;
  if (before.default !== after.default)
    found.push({ note: { ...usual, from: before.default, to: after.default }, step: 'patch' });
  if (before.form === 'quantity' && after.form === 'quantity' && before.unit === after.unit) {
    if (before.min !== after.min)
      found.push({
        note: { ...usual, code: 'parameter.least', from: before.min, to: after.min },
        step: after.min > before.min ? 'major' : 'minor',
      });
    if (before.max !== after.max)
      found.push({
        note: { ...usual, code: 'parameter.most', from: before.max, to: after.max },
        step: after.max < before.max ? 'major' : 'minor',
      });
    return found;
  }
  if (before.form !== 'choice' || after.form !== 'choice')
    return [...found, { note: { code: 'parameter.form', label }, step: 'major' }];
  const [from, to] = [before.options, after.options].map((all) => all.map((one) => one.label).join(', '));
  if (from === undefined || to === undefined || from === to) return found;
  const narrower = before.options.some(({ value }) => after.options.every((one) => one.value !== value));
  return [
    ...found,
    { note: { code: 'parameter.options', label, from, to }, step: narrower ? 'major' : 'minor' },
  ];
}

function flagNotes({ before, after }: VersionDiff['parameters'][number]): VersionNote[] {
  if (!before || !after) return [];
  const notes: VersionNote[] = [];
  if (before.changeable !== after.changeable)
    notes.push({ code: after.changeable ? 'parameter.changeable' : 'parameter.fixed', label: after.label });
  if (canonical(before.targets) !== canonical(after.targets))
    notes.push({ code: 'parameter.targets', label: after.label });
  return notes;
}

function portSides(from: readonly Port[], to: readonly Port[]): Read[] {
  const young = new Map(to.map((port) => [port.name, port]));
  const old = new Set(from.map(({ name }) => name));
  return [
    ...to
      .filter(({ name }) => !old.has(name))
      .map(({ label }): Read => ({ note: { code: 'port.added', label }, step: 'minor' })),
    ...from.flatMap((before): Read[] => {
      const after = young.get(before.name);
      if (!after) return [{ note: { code: 'port.removed', label: before.label }, step: 'major' }];
      const less =
        after.capacity < before.capacity ||
        after.interface !== before.interface ||
        after.role !== before.role;
      if (!less && after.capacity === before.capacity) return [];
      return [{ note: { code: 'port.changed', label: after.label }, step: less ? 'major' : 'minor' }];
    }),
  ];
}

function partNotes(
  found: VersionDiff['parts'],
  [from, to]: readonly [Abstraction, Abstraction],
  catalog: Catalog,
): Read[] {
  return found.flatMap(({ before, after }): Read[] => {
    if (!before || !after) {
      const label = labelOf((after ?? before) as Part);
      return [
        after
          ? { note: { code: 'part.added', label }, step: 'minor' }
          : { note: { code: 'part.removed', label }, step: 'major' },
      ];
    }
    const of = labelOf(after);
    const notes: VersionNote[] = [];
    const texts = [
      ['part.name', labelOf(before), of],
      ['part.type', before.type, after.type],
      ['part.host', hostIn(from, before), hostIn(to, after)],
    ] as const;
    for (const [code, was, is] of texts) if (was !== is) notes.push({ code, of, from: was, to: is });
    const told = (property: string) => isChosen(from, before, property) && isChosen(to, after, property);
    notes.push(...valueNotes(before, after, of, catalog).filter((note) => !told(note.property)));
    return notes.map((note) => ({ note, step: 'patch' }));
  });
}

function hostIn({ parts }: Abstraction, { host }: Part): string {
  const part = parts.find(({ name }) => name === host);
  return part ? labelOf(part) : '';
}

/** Whether a parameter decides about a value: then it is the parameter's default that is told. */
function isChosen({ parameters }: Abstraction, part: Part, property: string): boolean {
  return parameters.some(({ targets }) =>
    targets.some((target) => target.part === part.name && target.property === property),
  );
}

type ValueNote = Extract<VersionNote, { readonly code: 'part.property' }>;

/** What a part has other values of: those that both types have. */
function valueNotes(before: Part, after: Part, of: string, catalog: Catalog): ValueNote[] {
  const old = new Map(fieldsOf(before, catalog).map((field) => [field.name, field]));
  return fieldsOf(after, catalog).flatMap((field): ValueNote[] => {
    const was = old.get(field.name);
    if (!was || was.default === field.default) return [];
    const unit = field.form === 'quantity' ? field.unit : '';
    const { name: property, label } = field;
    return [{ code: 'part.property', of, property, label, unit, from: was.default, to: field.default }];
  });
}

function joinNote(join: Join | null, { parts }: Abstraction, added: boolean): Read {
  const called = (name: string) => {
    const part = parts.find((one) => one.name === name);
    return part ? labelOf(part) : name;
  };
  return {
    note: {
      code: added ? 'connection.added' : 'connection.removed',
      from: called(join?.a ?? ''),
      to: called(join?.b ?? ''),
    },
    step: 'patch',
  };
}
