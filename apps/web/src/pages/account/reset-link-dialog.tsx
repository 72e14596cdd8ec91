import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import type { PersonRow, ResetLink } from '../../api/types.ts';
import { peopleText } from '../../messages/account.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../ui/feedback/late-skeleton.tsx';
import { Dialog } from '../../ui/layout/dialog.tsx';
import classes from './account.module.css';

interface ResetLinkDialogProps {
  person: PersonRow;
  issued: ResetLink | undefined;
  error: unknown;
  onRetry: () => void;
  onClose: () => void;
}

/** Shows a link once. Nothing keeps it after the dialog is closed. */
export function ResetLinkDialog({ person, issued, error, onRetry, onClose }: ResetLinkDialogProps) {
  const link = issued ? new URL(issued.path, window.location.origin).href : null;
  return (
    <Dialog onClose={onClose} title={peopleText.linkTitle(person.name)} size="lg">
      <Stack gap="lg">
        {error !== null && <ErrorNotice error={error} onRetry={onRetry} />}
        {!link && error === null && <LateSkeleton shape="table" />}
        {issued && link && (
          <>
            <Text>{peopleText.linkText}</Text>
            <div className={classes.link}>{link}</div>
          </>
        )}
        <Group justify="flex-end" gap="sm">
          {link && (
            <CopyButton value={link}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy} data-autofocus>
                  {copied ? peopleText.copied : peopleText.copy}
                </Button>
              )}
            </CopyButton>
          )}
          <Button onClick={onClose}>{peopleText.done}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
