import { Button } from '@mantine/core';
import { IconAlertOctagon, IconMapPinOff } from '@tabler/icons-react';
import { Link } from 'react-router';
import { frameText } from '../messages/frame.ts';
import { paths } from '../paths.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';

/** An address that leads nowhere. */
export function NoSuchPage() {
  return (
    <EmptyState
      icon={<IconMapPinOff size={20} />}
      title={frameText.notFoundTitle}
      text={frameText.notFoundText}
    >
      <Button component={Link} to={paths.designs()} variant="default">
        {frameText.toDesigns}
      </Button>
    </EmptyState>
  );
}

/** A page that threw while it was drawn. */
export function BrokenPage() {
  return (
    <div role="alert">
      <EmptyState
        icon={<IconAlertOctagon size={20} />}
        title={frameText.crashTitle}
        text={frameText.crashText}
      >
        <Button variant="default" onClick={() => window.location.reload()}>
          {frameText.reload}
        </Button>
      </EmptyState>
    </div>
  );
}
