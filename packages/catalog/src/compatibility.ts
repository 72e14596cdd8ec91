import { z } from 'zod';

/** What a part offers to what it hosts, such as `{ name: 'arch', values: ['x86-64', 'x86'] }`. */
export const capability = z.strictObject({
  name: z.enum(['arch', 'os']),
  values: z.array(z.string().max(40)).min(1).max(20),
});
export type Capability = z.infer<typeof capability>;

/** What a part asks of its host: the host offers at least one of `anyOf` under `capability`. */
export const requirement = z.strictObject({
  /** The id that a finding quotes and that its help page is found under. */
  rule: z.enum(['ARCH-1', 'OS-1']),
  capability: z.enum(['arch', 'os']),
  anyOf: z.array(z.string().max(40)).min(1).max(40),
});
export type Requirement = z.infer<typeof requirement>;
