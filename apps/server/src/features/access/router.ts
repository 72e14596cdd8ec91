import { z } from 'zod';
import { component, copy, id, tcpPort } from '../../inputs.ts';
import { designer, router } from '../../trpc.ts';
import * as access from './service.ts';

const machine = { environmentId: id, component, idx: copy };

export const accessRouter = router({
  openPort: designer
    .meta({ policy: 'designer', cost: 5 })
    .input(z.strictObject({ ...machine, port: tcpPort }))
    .mutation(({ ctx, input }) => access.openPort(ctx, input)),
  logs: designer
    .meta({ policy: 'designer', cost: 5 })
    .input(z.strictObject(machine))
    .query(({ ctx, input }) => access.logs(ctx, input)),
});
