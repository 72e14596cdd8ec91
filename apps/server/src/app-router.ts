import { abstractionsRouter } from './features/abstractions/router.ts';
import { accessRouter } from './features/access/router.ts';
import { auditRouter } from './features/audit/router.ts';
import { calendarRouter } from './features/calendar/router.ts';
import { budgetsRouter } from './features/budgets/router.ts';
import { catalogRouter } from './features/catalog/router.ts';
import { dataCenterRouter } from './features/data-center/router.ts';
import { inventoryRouter } from './features/data-center/editing/router.ts';
import { demandRouter } from './features/demand/router.ts';
import { designsRouter } from './features/designs/router.ts';
import { environmentsRouter } from './features/environments/router.ts';
import { failuresRouter } from './features/failures/router.ts';
import { invoicesRouter } from './features/invoices/router.ts';
import { marketRouter } from './features/market/router.ts';
import { membersRouter } from './features/members/router.ts';
import { peopleRouter } from './features/people/router.ts';
import { platformRouter } from './features/platform/router.ts';
import { reservationsRouter } from './features/reservations/router.ts';
import { sessionRouter } from './features/session/router.ts';
import { setUpRouter } from './features/set-up/router.ts';
import { usageRouter } from './features/usage/router.ts';
import { worldRouter } from './features/world/router.ts';
import { router } from './trpc.ts';

export const appRouter = router({
  session: sessionRouter,
  setUp: setUpRouter,
  people: peopleRouter,
  members: membersRouter,
  catalog: catalogRouter,
  designs: designsRouter,
  abstractions: abstractionsRouter,
  market: marketRouter,
  reservations: reservationsRouter,
  calendar: calendarRouter,
  environments: environmentsRouter,
  access: accessRouter,
  usage: usageRouter,
  invoices: invoicesRouter,
  budgets: budgetsRouter,
  world: worldRouter,
  dataCenter: dataCenterRouter,
  inventory: inventoryRouter,
  failures: failuresRouter,
  demand: demandRouter,
  platform: platformRouter,
  audit: auditRouter,
});

export type AppRouter = typeof appRouter;
