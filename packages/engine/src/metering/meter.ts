import { z } from 'zod';
import { METER_NAMES, type Meter } from './meters.ts';

export const meter = z.enum(METER_NAMES as [Meter, ...Meter[]]);
