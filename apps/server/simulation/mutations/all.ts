import { CLAIM_MUTATIONS } from './claims.ts';
import { FAILURE_MUTATIONS } from './failures.ts';
import { METERING_MUTATIONS } from './metering.ts';
import type { Mutation } from './mutation.ts';
import { PEOPLE_MUTATIONS } from './people.ts';
import { PLACE_MUTATIONS } from './places.ts';
import { WORK_MUTATIONS } from './work.ts';

export const MUTATIONS: readonly Mutation[] = [
  ...CLAIM_MUTATIONS,
  ...WORK_MUTATIONS,
  ...FAILURE_MUTATIONS,
  ...PLACE_MUTATIONS,
  ...METERING_MUTATIONS,
  ...PEOPLE_MUTATIONS,
];
