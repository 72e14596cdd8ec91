import { z } from 'zod';
import { family } from './component-type.ts';
import { memberName, typeId } from './ids.ts';
import { MAX_PORT_LABEL } from './port.ts';

const localName = z.string().min(1).max(60);

export const MAX_ABSTRACTION_PARTS = 200;
export const MAX_ABSTRACTION_CONNECTIONS = 400;
export const MAX_ABSTRACTION_PORTS = 8;
export const MAX_PARAMETERS = 20;
/** Longest texts of one, in UTF-16 code units. */
export const MAX_ABSTRACTION_NAME = 60;
export const MAX_SUMMARY = 200;
export const MAX_PARAMETER_LABEL = 40;

const part = z.strictObject({
  /** Unique within the body; hosts, connections, ports and parameters name parts by it. */
  name: localName,
  /** What it is called in a design, where that is something else. */
  called: z.string().min(1).max(200).optional(),
  /** Kept from version to version, so that what runs keeps its data and addresses; where none is given, its place in the list. */
  no: z.int().min(0).max(9999).optional(),
  type: typeId,
  count: z.int().min(1).max(4096).default(1),
  /** The part that hosts this one. */
  host: localName.nullable(),
  properties: z.record(memberName, z.union([z.int(), z.string().max(40)])),
  x: z.int(),
  y: z.int(),
});

/** A value of the body that is chosen from outside. */
export const parameter = z.strictObject({
  name: memberName,
  label: z.string().min(1).max(MAX_PARAMETER_LABEL),
  /** Properties of parts, of one form and unit; a part's number of copies is its property `count`. */
  targets: z
    .array(z.strictObject({ part: localName, property: memberName }))
    .min(1)
    .max(MAX_ABSTRACTION_PARTS),
  /** Bounds within what all targets take. */
  min: z.int().optional(),
  max: z.int().optional(),
  default: z.union([z.int(), z.string().max(40)]).optional(),
  /** Whether it may change while the environment runs; else it is fixed after the start. */
  changeable: z.boolean().default(false),
});
export type Parameter = z.infer<typeof parameter>;

const distinct = (values: readonly unknown[]) => new Set(values).size === values.length;

/**
 * A pre-configured component: its body is a small design, and some ports and properties of that body are its own. A part of the
 * body is of a component type or is an abstraction itself, to any depth, as long as none contains itself. Catalog versions of
 * before a field was there get its default.
 */
export const abstraction = z.strictObject({
  id: typeId,
  name: z.string().max(MAX_ABSTRACTION_NAME),
  summary: z.string().max(MAX_SUMMARY),
  family: family.default('software'),
  icon: z
    .string()
    .regex(/^[a-z-]+$/)
    .max(30),
  /** Semantic version; none where the catalog itself is the version. */
  version: z
    .string()
    .regex(/^(\d+\.\d+\.\d+)?$/)
    .max(20)
    .default(''),
  /** What its publisher asks for each hour of one, on top of its parts; micro-units of the currency. */
  pricePerHourMicros: z.int().nonnegative().optional(),
  parts: z
    .array(part)
    .min(1)
    .max(MAX_ABSTRACTION_PARTS)
    .refine((parts) => distinct(parts.map(({ name }) => name)), 'two parts of one name')
    .refine((parts) => distinct(parts.map(({ no }, index) => no ?? index)), 'two parts of one number'),
  connections: z
    .array(z.strictObject({ a: localName, aPort: memberName, b: localName, bPort: memberName }))
    .max(MAX_ABSTRACTION_CONNECTIONS),
  /** What can be connected from outside: a port of one of the parts, under a name of its own. */
  ports: z
    .array(
      z.strictObject({
        name: memberName,
        label: z.string().max(MAX_PORT_LABEL),
        part: localName,
        port: memberName,
      }),
    )
    .max(MAX_ABSTRACTION_PORTS)
    .default([]),
  parameters: z
    .array(parameter)
    .max(MAX_PARAMETERS)
    .refine((all) => distinct(all.map(({ name }) => name)), 'two parameters of one name')
    .default([]),
});
export type Abstraction = z.infer<typeof abstraction>;
/** As it is written down: what has a default may be left out. */
export type WrittenAbstraction = z.input<typeof abstraction>;
