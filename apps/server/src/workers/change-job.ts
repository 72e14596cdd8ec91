import type { Tx } from '../db/pool.ts';
import * as environments from '../features/environments/repository.ts';
import { lookAfter } from './bring-up.ts';
import { make, type Making } from './making.ts';
import { DONE, readSubject, type Held, type StepResult, type Tools } from './step.ts';

/**
 * Makes of an environment that runs what another revision of its design says: what nobody wants any more is removed, what is
 * missing is made, and what is as it was goes on running. A slot that was moved to another host meanwhile is made there by its
 * start.
 */
export async function changeStep(tools: Tools, lease: Held): Promise<StepResult> {
  const opened = await tools.platform.tx(null, (tx) => open(tx, tools, lease));
  if (!opened) return DONE;
  return make(tools, lease, {
    ...opened,
    stands: true,
    finish: (tx, subject, parts) => lookAfter(tx, subject, 'changed', { parts }),
  });
}

async function open(tx: Tx, tools: Tools, lease: Held): Promise<Pick<Making, 'subject' | 'bound'> | null> {
  const subject = await readSubject(tx, tools, lease);
  const { slot } = subject.booked;
  if (slot.during.end <= tx.now || slot.state !== 'running') return null;
  const { id, generation } = subject.environment;
  const stages = await environments.stagesOf(tx, id, generation);
  return { subject, bound: stages.some(({ stage, endedAt }) => stage === 'bind' && endedAt !== null) };
}
