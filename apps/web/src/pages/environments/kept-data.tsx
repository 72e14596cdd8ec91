import { Button } from '@mantine/core';
import { isOver } from '@patchbay/engine/reservation';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconDatabase } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useMe } from '../../api/session.ts';
import type { Environment } from '../../api/types.ts';
import { liveText } from '../../messages/live.ts';
import { paths } from '../../paths.ts';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import { focusHeading } from '../../ui/layout/focus-heading.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { DeleteDataDialog } from './delete-data-dialog.tsx';
import classes from './kept.module.css';

/** Deleting is work for the data center; the page asks this often whether it is done. */
const DELETING_MS = 1_000;

/** What an environment that is over keeps for a next slot, and both ways on from here. */
export function KeptData({ environment }: { environment: Environment }) {
  const { id, kept, state } = environment;
  const { account } = useMe();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    ...trpc.environments.deleteData.mutationOptions(),
    onSuccess: async () => {
      setAsking(false);
      focusHeading();
      await queries.invalidateQueries({ queryKey: trpc.environments.get.queryKey({ id }) });
    },
  });
  const deleting = remove.isSuccess && kept !== null;
  // Nothing streams from what is over.
  useQuery({
    ...trpc.environments.get.queryOptions({ id }),
    enabled: deleting,
    refetchInterval: deleting ? DELETING_MS : false,
  });
  if (kept === null || !isOver(state)) return null;
  const until = dayClock(kept.until, viewerZone());
  const mayChange = account !== null && account.role !== 'viewer';
  return (
    <section className={classes.kept} aria-labelledby="kept">
      <IconDatabase size={16} aria-hidden />
      <div>
        <h2 id="kept">{kept.folders > 0 ? liveText.keptUntil(until, kept.folders) : liveText.keptNothing}</h2>
        <p>{kept.folders > 0 ? liveText.keptText : liveText.keptAddresses(until)}</p>
      </div>
      {deleting ? (
        <span role="status">
          <StateGlyph state="working" word={liveText.keptDeleting} />
        </span>
      ) : (
        mayChange && (
          <div className={classes.actions}>
            {kept.folders > 0 && (
              <Button variant="default" color="danger" onClick={() => setAsking(true)}>
                {liveText.deleteData}
              </Button>
            )}
            <Button component={Link} to={paths.book(environment.designId, { environment: id })}>
              {liveText.bookAgain}
            </Button>
          </div>
        )
      )}
      <DeleteDataDialog
        opened={asking}
        name={environment.name}
        folders={kept.folders}
        pending={remove.isPending}
        error={remove.error}
        onDelete={() => remove.mutate({ id })}
        onClose={() => {
          remove.reset();
          setAsking(false);
        }}
      />
    </section>
  );
}
