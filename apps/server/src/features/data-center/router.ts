import { operator, router } from '../../trpc.ts';
import * as dataCenter from './service.ts';

export const dataCenterRouter = router({
  overview: operator.query(({ ctx }) => dataCenter.overview(ctx.app)),
});
