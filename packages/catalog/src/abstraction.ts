import { z } from 'zod';
import { typeId } from './ids.ts';

/** A pre-configured component shipped with the product: its body lists parts by local name. */
export const abstraction = z.strictObject({
  id: typeId,
  name: z.string().max(60),
  summary: z.string().max(200),
  icon: z
    .string()
    .regex(/^[a-z-]+$/)
    .max(30),
  parts: z
    .array(
      z.strictObject({
        name: z.string().max(60),
        type: typeId,
        /** The local name of the part that hosts this one. */
        host: z.string().max(60).nullable(),
        properties: z.record(z.string(), z.union([z.int(), z.string()])),
        x: z.int(),
        y: z.int(),
      }),
    )
    .min(1)
    .max(200),
  connections: z
    .array(z.strictObject({ a: z.string(), aPort: z.string(), b: z.string(), bPort: z.string() }))
    .max(400),
});
export type Abstraction = z.infer<typeof abstraction>;
