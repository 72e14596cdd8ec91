import { z } from 'zod';
import { family } from './component-type.ts';
import { memberName, typeId } from './ids.ts';

const localName = z.string().min(1).max(60);

/**
 * A pre-configured component: its body is a small design, and some ports of that body are its own. A part of the body is of a
 * component type or is an abstraction itself, to any depth, as long as none contains itself. Catalog versions of before a field was there get its default.
 */
export const abstraction = z.strictObject({
  id: typeId,
  name: z.string().max(60),
  summary: z.string().max(200),
  family: family.default('software'),
  icon: z
    .string()
    .regex(/^[a-z-]+$/)
    .max(30),
  parts: z
    .array(
      z.strictObject({
        /** Unique within the body; hosts, connections and ports name parts by it. */
        name: localName,
        type: typeId,
        count: z.int().min(1).max(4096).default(1),
        /** The part that hosts this one. */
        host: localName.nullable(),
        properties: z.record(memberName, z.union([z.int(), z.string().max(40)])),
        x: z.int(),
        y: z.int(),
      }),
    )
    .min(1)
    .max(200),
  connections: z
    .array(z.strictObject({ a: localName, aPort: memberName, b: localName, bPort: memberName }))
    .max(400),
  /** What can be connected from outside: a port of one of the parts, under a name of its own. */
  ports: z
    .array(z.strictObject({ name: memberName, label: z.string().max(20), part: localName, port: memberName }))
    .max(8)
    .default([]),
});
export type Abstraction = z.infer<typeof abstraction>;
