import { expect, test } from 'vitest';
import { paths } from './paths.ts';

test('every link of the product', () => {
  const links = {
    home: paths.home(),
    signIn: paths.signIn(),
    signInNext: paths.signIn('/usage?period=2026-11'),
    signUp: paths.signUp(),
    reset: paths.reset(),
    abstractions: paths.abstractions(),
    designs: paths.designs(),
    designsOf: paths.designsOf('acc_2'),
    design: paths.design('dsn_1'),
    designSelect: paths.design('dsn_1', { select: 'c 1' }),
    book: paths.book('dsn_1'),
    bookAgain: paths.book('dsn_1', { environment: 'env_1' }),
    schedule: paths.schedule(),
    scheduleSlot: paths.schedule({ date: '2026-11-30', slot: 'slt_1' }),
    environments: paths.environments(),
    environment: paths.environment('env_1'),
    environmentReview: paths.environment('env_1', { review: true }),
    market: paths.market(),
    template: paths.template('web-site'),
    usage: paths.usage(),
    usagePeriod: paths.usage({ period: '2026-11', environment: 'env_1' }),
    dataCenter: paths.dataCenter(),
    people: paths.people(),
    members: paths.members(),
  };
  expect(links).toMatchInlineSnapshot(`
    {
      "abstractions": "/designs/abstractions",
      "book": "/designs/dsn_1/book",
      "bookAgain": "/designs/dsn_1/book?environment=env_1",
      "dataCenter": "/data-center",
      "design": "/designs/dsn_1",
      "designSelect": "/designs/dsn_1?select=c%201",
      "designs": "/designs",
      "designsOf": "/designs?account=acc_2",
      "environment": "/environments/env_1",
      "environmentReview": "/environments/env_1?review=1",
      "environments": "/environments",
      "home": "/",
      "market": "/market",
      "members": "/account/members",
      "people": "/data-center/people",
      "reset": "/reset",
      "schedule": "/schedule",
      "scheduleSlot": "/schedule?date=2026-11-30&slot=slt_1",
      "signIn": "/sign-in",
      "signInNext": "/sign-in?next=%2Fusage%3Fperiod%3D2026-11",
      "signUp": "/sign-up",
      "template": "/market/web-site",
      "usage": "/usage",
      "usagePeriod": "/usage?period=2026-11&environment=env_1",
    }
  `);
});
