import { z } from 'zod';
import { MAX_DEPTH } from '../limits.ts';

const MAX_FLAT_ID = 32 + MAX_DEPTH * 11;

/**
 * The id of a component of a flattened design. Part number 2 of the abstraction that is drawn as `c-x` is `c-x.2`; in its second
 * copy, where copies are told apart, `c-x~1.2`; and so on inward: `c-x.2~3.0`. A drawn component keeps its id.
 */
export const flatId = z
  .string()
  .max(MAX_FLAT_ID)
  .regex(/^c-[a-z0-9]{1,24}(~[1-9]\d{0,4})?(\.\d{1,4}(~[1-9]\d{0,4})?)*$/);
