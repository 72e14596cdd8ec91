import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { lineKey, type LineChange, type PriceLine } from '@patchbay/engine/rating';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client.ts';
import { useWorldNow } from '../../../api/session.ts';
import type { PriceVersions } from '../../../api/types.ts';
import { maintenanceText } from '../../../messages/operator/maintenance.ts';
import { pricesText } from '../../../messages/operator/prices.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { viewerZone, zoneText } from '../../../ui/format/time.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import { fieldOf, firstOffer, instantIn } from '../maintenance/window.ts';
import { DiffTable } from './diff-table.tsx';
import { seenOf, Withdrawn } from './withdrawn.tsx';
import classes from './prices.module.css';

interface PublishDialogProps {
  readonly prices: PriceVersions;
  readonly lines: readonly PriceLine[];
  readonly changes: readonly LineChange[];
  readonly onPublished: () => void;
  readonly onClose: () => void;
}

/** What the draft changes, from when on and what for; then it is published. */
export function PublishDialog({ prices, lines, changes, onPublished, onClose }: PublishDialogProps) {
  const queries = useQueryClient();
  const zone = viewerZone();
  const now = useWorldNow();
  const [later, setLater] = useState(false);
  const [start, setStart] = useState(() => fieldOf(firstOffer(now).start, zone));
  const [note, setNote] = useState('');
  const publish = useMutation({
    ...trpc.catalog.publishPrices.mutationOptions(),
    onSuccess: async ({ no }) => {
      await queries.invalidateQueries({ queryKey: trpc.catalog.pathKey() });
      notifications.show({ message: pricesText.published(no) });
      onPublished();
    },
    onError: () => queries.invalidateQueries({ queryKey: trpc.catalog.prices.queryKey() }),
  });
  const button = useRefocus<HTMLButtonElement>(publish.isError);
  const from = later ? instantIn(start, zone) : null;
  const changed = new Set(changes.map(lineKey));
  return (
    <Dialog title={pricesText.publishTitle(prices.nextNo)} size="lg" onClose={onClose}>
      <Stack gap="md">
        <DiffTable title={pricesText.diff} changes={changes} />
        <Withdrawn prices={prices} />
        <When later={later} start={start} onLater={setLater} onStart={setStart} />
        <TextInput
          label={pricesText.noteLabel}
          description={pricesText.noteHint}
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {publish.error && (
          <ErrorNotice
            error={publish.error}
            instead={{ CONFLICT: pricesText.overtaken, BAD_INPUT: pricesText.badStart }}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {pricesText.cancel}
          </Button>
          <Button
            ref={button}
            loading={publish.isPending}
            disabled={later && from === null}
            onClick={() =>
              publish.mutate({
                ...seenOf(prices),
                validFrom: from === null ? null : new Date(from).toISOString(),
                note: note.trim(),
                lines: lines.filter((line) => changed.has(lineKey(line))),
              })
            }
          >
            {pricesText.publish}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

interface WhenProps {
  readonly later: boolean;
  /** As it stands in the field, in the viewer's zone. */
  readonly start: string;
  readonly onLater: (later: boolean) => void;
  readonly onStart: (start: string) => void;
}

function When({ later, start, onLater, onStart }: WhenProps) {
  const zone = viewerZone();
  const now = useWorldNow();
  const from = instantIn(start, zone);
  return (
    <div className={classes.when}>
      <SegmentedControl
        size="xs"
        aria-label={pricesText.when}
        data={[
          { value: 'now', label: pricesText.whenNow },
          { value: 'later', label: pricesText.whenLater },
        ]}
        value={later ? 'later' : 'now'}
        onChange={(value) => onLater(value === 'later')}
      />
      {later && (
        <TextInput
          type="datetime-local"
          size="xs"
          label={pricesText.start}
          description={pricesText.zone(zoneText(from ?? now, zone))}
          value={start}
          error={from === null && maintenanceText.noTime}
          onChange={(event) => onStart(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
