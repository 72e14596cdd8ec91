import { Button } from '@mantine/core';
import { isOver } from '@patchbay/engine/reservation';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconDatabase } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { trpc } from '../../api/client.ts';
import { useReadOnly } from '../../api/may.ts';
import type { Environment } from '../../api/types.ts';
import { keptList } from '../../messages/kept.ts';
import { liveText } from '../../messages/live.ts';
import { timesText } from '../../messages/slots/times.ts';
import { paths } from '../../paths.ts';
import { dayClock, viewerZone } from '../../ui/format/time.ts';
import { ReasonedButton } from '../../ui/form/reasoned-button.tsx';
import { focusHeading } from '../../ui/layout/focus-heading.ts';
import { StateGlyph } from '../../ui/status/state-glyph.tsx';
import { DeleteDataDialog } from './delete-data-dialog.tsx';
import { ExpiryChoice } from './time/expiry-choice.tsx';
import classes from './kept.module.css';

/** What an environment that is over keeps for a next slot, and both ways on from here. */
export function KeptData({ environment }: { environment: Environment }) {
  const { id, kept, data, spares, state } = environment;
  const readOnly = useReadOnly();
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
  if (!isOver(state)) return <Keeps environment={environment} />;
  if (kept === null) return null;
  const until = dayClock(kept.until, viewerZone());
  return (
    <section className={classes.kept} aria-labelledby="kept">
      <IconDatabase size={16} aria-hidden />
      <div>
        <h2 id="kept">{data.length > 0 ? liveText.keptUntil(until) : liveText.keptNothing}</h2>
        {data.length > 0 && <p className={classes.names}>{keptList(data)}</p>}
        <p>{data.length > 0 ? liveText.keptText : liveText.keptAddresses(until)}</p>
      </div>
      {remove.isSuccess ? (
        <span role="status">
          <StateGlyph state="working" word={liveText.keptDeleting} />
        </span>
      ) : (
        <div className={classes.actions}>
          {data.length > 0 && (
            <ReasonedButton
              variant="default"
              color="danger"
              reason={readOnly}
              onClick={() => setAsking(true)}
            >
              {liveText.deleteData}
            </ReasonedButton>
          )}
          <Button component={Link} to={paths.book(environment.designId, { environment: id })}>
            {liveText.bookAgain}
          </Button>
        </div>
      )}
      <DeleteDataDialog
        opened={asking}
        name={environment.name}
        data={data}
        spareOn={spares.map(({ host }) => host)}
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

/** What will outlive the slots of an environment that has one. */
function Keeps({ environment }: { environment: Environment }) {
  const { id, data, atExpiry } = environment;
  const mayChange = useReadOnly() === null;
  return (
    <section className={classes.kept} aria-labelledby="kept">
      <IconDatabase size={16} aria-hidden />
      <div>
        <h2 id="kept">{data.length > 0 ? liveText.keeps : timesText.keepsAddresses}</h2>
        {data.length > 0 && <p className={classes.names}>{keptList(data)}</p>}
      </div>
      <div className={classes.expiry}>
        <ExpiryChoice id={id} atExpiry={atExpiry} mayChange={mayChange} />
      </div>
    </section>
  );
}
