import { expect, test } from '@playwright/test';
import { expectAccessible } from '../../support/accessible.ts';
import { signedIn } from '../../support/personas.ts';
import { send } from '../../support/slots.ts';

/** All that Berlin-2 has with this processor. */
const SPARC = ['host_r3h07', 'host_r3h08', 'host_r3h09', 'host_r3h10'];
/** The server looks twice a minute, the page every ten seconds. */
const NOTICED = { timeout: 60_000 };

test('A12: that no host of a processor takes work is told, and that one does again', async ({ browser }) => {
  test.setTimeout(180_000);
  const operator = await signedIn(browser, 'operator');
  await operator.goto('/data-center');
  const room = operator.getByRole('region', { name: 'Room' });
  await expect(room).toContainText('There is room everywhere');
  for (const hostId of SPARC) await send(operator, 'dataCenter.drainHost', { hostId, draining: true });
  await expect(room.getByText('No more sparc64 hosts at Berlin-2')).toBeVisible(NOTICED);
  await expectAccessible(operator, 'operator, room, full');
  for (const hostId of SPARC) await send(operator, 'dataCenter.drainHost', { hostId, draining: false });
  await expect(room).toContainText('There is room everywhere', NOTICED);
  await expect(room).toContainText('Room again');
  await expectAccessible(operator, 'operator, room again');
  await operator.context().close();
});
