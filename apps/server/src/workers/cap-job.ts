import * as caps from '../features/budgets/caps.ts';
import type { Lease } from '../features/environments/outbox.ts';
import * as slots from '../features/reservations/slots.ts';
import { DONE, write, type StepResult, type Tools } from './step.ts';

/**
 * The reserved charges of a channel may have reached its hard cap: stops what runs in it at that instant, or looks again when
 * it comes, since usage, downtime and the budget itself move it.
 */
export function capStep(tools: Tools, lease: Lease): Promise<StepResult> {
  return write(tools, lease, async (tx) => {
    const booked = await slots.bySlot(tx, lease.slotId);
    if (!booked || !UNDER_WAY.includes(booked.slot.state)) return DONE;
    const later = await caps.stopAtCap(tx, booked.reservation);
    if (later === null) return DONE;
    await caps.plan(tx, booked.reservation);
    return { again: later };
  });
}

const UNDER_WAY: readonly string[] = ['starting', 'running', 'attention'];
