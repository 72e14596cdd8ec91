import { z } from 'zod';
import { memberName } from './ids.ts';

export const MAX_PORT_LABEL = 20;

/**
 * A typed attach point. A connection joins two ports of one interface; at least one of its ends
 * has the role `network`, so two devices always meet through a switch or a gateway.
 */
export const port = z.strictObject({
  name: memberName,
  label: z.string().max(MAX_PORT_LABEL),
  interface: z.enum(['ethernet', 'storage', 'wireless']),
  role: z.enum(['device', 'network']),
  /** How many links one copy of the component can carry on this port. */
  capacity: z.int().positive().max(4096),
});
export type Port = z.infer<typeof port>;
