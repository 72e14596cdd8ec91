import { Button } from '@mantine/core';
import { useState } from 'react';
import { maintenanceText } from '../../../messages/operator/maintenance.ts';
import { MaintenanceDialog, type Part } from './maintenance-dialog.tsx';

/** Opens the question for a window of one host or rack. */
export function PlanMaintenance({ part, currency }: { part: Part; currency: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {maintenanceText.open}
      </Button>
      {open && <MaintenanceDialog part={part} currency={currency} onClose={() => setOpen(false)} />}
    </>
  );
}
