import { z } from 'zod';
import { abstraction } from './abstraction.ts';
import { componentType } from './component-type.ts';

/** The content of one immutable catalog version, as stored and as sent to the browser. */
export const catalog = z.strictObject({
  types: z.array(componentType).max(2000),
  abstractions: z.array(abstraction).max(500),
});
export type Catalog = z.infer<typeof catalog>;
