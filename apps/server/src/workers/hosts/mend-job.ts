import * as environments from '../../features/environments/repository.ts';
import { cameUp } from './came-up.ts';
import { make } from '../making.ts';
import { DONE, readSubject, type Held, type StepResult, type Tools } from '../step.ts';

/** What is being mended is looked at so often, in world time. */
const LOOK_MS = 1000;

/**
 * After a failure took machines of an environment that runs: makes them anew where the plan has them by now, while the rest runs
 * on. It is over once all of it answers.
 */
export async function mendStep(tools: Tools, lease: Held): Promise<StepResult> {
  const subject = await tools.platform.tx(null, (tx) => readSubject(tx, tools, lease));
  const { slot } = subject.booked;
  if (slot.during.end <= subject.now || slot.state !== 'running') return DONE;
  const result = await make(tools, lease, {
    subject,
    bound: true,
    stands: true,
    finish: async (tx, { booked }) => {
      await cameUp(tx, booked);
      await environments.moveJob(tx, slot.id, 'watch', tx.now);
      return DONE;
    },
  });
  return 'again' in result ? { again: subject.now + LOOK_MS } : result;
}
