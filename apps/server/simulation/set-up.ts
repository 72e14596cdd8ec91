import { inject } from 'vitest';
import { beginFrom } from './world.ts';

beginFrom(inject('simulationTemplate'));
