import { Button, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { trpc } from '../../../api/client.ts';
import { failureOf } from '../../../api/errors.ts';
import { useWorldNow } from '../../../api/session.ts';
import type { Leaving } from '../../../api/types.ts';
import { drainSum } from '../../../messages/operator/drain.ts';
import { maintenanceText } from '../../../messages/operator/maintenance.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { LateSkeleton } from '../../../ui/feedback/late-skeleton.tsx';
import { money } from '../../../ui/format/money.ts';
import { viewerZone, zoneText } from '../../../ui/format/time.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { Moves } from '../hosts/moves.tsx';
import { fieldOf, firstOffer, instantIn } from './window.ts';
import classes from './maintenance.module.css';

export interface Part {
  readonly scope: 'host' | 'rack';
  readonly id: string;
  readonly name: string;
}

interface MaintenanceDialogProps {
  readonly part: Part;
  readonly currency: string;
  readonly onClose: () => void;
}

interface Asked {
  readonly scope: 'host' | 'rack';
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
}

/** A window of a host or a rack: when and what for, then what it would move, and only then is it planned. */
export function MaintenanceDialog({ part, currency, onClose }: MaintenanceDialogProps) {
  const [asked, setAsked] = useState<Asked | null>(null);
  return (
    <Dialog title={maintenanceText.dialog(part.name)} size="lg" onClose={onClose}>
      <Stack gap="md">
        <When part={part} onAsk={setAsked} onChange={() => setAsked(null)} />
        {asked && (
          <Impact
            key={JSON.stringify(asked)}
            asked={asked}
            name={part.name}
            currency={currency}
            onClose={onClose}
          />
        )}
      </Stack>
    </Dialog>
  );
}

interface WhenProps {
  readonly part: Part;
  readonly onAsk: (asked: Asked) => void;
  readonly onChange: () => void;
}

function When({ part: { scope, id }, onAsk, onChange }: WhenProps) {
  const now = useWorldNow();
  const zone = viewerZone();
  const [offer] = useState(() => firstOffer(now));
  const [from, setFrom] = useState(() => fieldOf(offer.start, zone));
  const [to, setTo] = useState(() => fieldOf(offer.end, zone));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [start, end] = [instantIn(from, zone), instantIn(to, zone)];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (start === null || end === null || reason.trim() === '') return;
    onAsk({ scope, id, from: iso(start), to: iso(end), reason: reason.trim() });
  };
  const change = (set: (value: string) => void) => (value: string) => {
    set(value);
    onChange();
  };
  const times = [
    { label: maintenanceText.from, value: from, at: start, set: change(setFrom) },
    { label: maintenanceText.to, value: to, at: end, set: change(setTo) },
  ];
  return (
    <form onSubmit={submit} noValidate className={classes.form}>
      <div className={classes.times}>
        {times.map(({ label, value, at, set }) => (
          <TextInput
            key={label}
            type="datetime-local"
            label={label}
            value={value}
            error={tried && at === null && maintenanceText.noTime}
            onChange={(event) => set(event.currentTarget.value)}
          />
        ))}
      </div>
      <p className={classes.quiet}>{maintenanceText.zone(zoneText(start ?? now, zone))}</p>
      <TextInput
        label={maintenanceText.reason}
        description={maintenanceText.reasonHint}
        maxLength={200}
        value={reason}
        error={tried && reason.trim() === '' && maintenanceText.missing}
        onChange={(event) => change(setReason)(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" variant="default">
        {maintenanceText.look}
      </Button>
    </form>
  );
}

interface ImpactProps {
  readonly asked: Asked;
  readonly name: string;
  readonly currency: string;
  readonly onClose: () => void;
}

function Impact({ asked: { reason, ...where }, name, currency, onClose }: ImpactProps) {
  const queries = useQueryClient();
  const preview = useQuery({
    ...trpc.dataCenter.previewMaintenance.queryOptions(where),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const plan = useMutation({
    ...trpc.dataCenter.planMaintenance.mutationOptions(),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.pathKey() });
      notifications.show({ message: maintenanceText.planned(name) });
      onClose();
    },
    onError: () => preview.refetch(),
  });
  if (preview.error) return <Refused error={preview.error} />;
  if (!preview.data) return <LateSkeleton shape="table" />;
  const { moves } = preview.data;
  const slotIds = moves.filter(({ to }) => to !== null).map(({ slotId }) => slotId);
  const staying = moves.length - slotIds.length;
  return (
    <section aria-label={maintenanceText.look} aria-live="polite">
      <Stack gap="md">
        <p>{moves.length === 0 ? maintenanceText.nothing : maintenanceText.moves(slotIds.length)}</p>
        {moves.length > 0 && <Moves moves={moves} />}
        {staying > 0 && <Staying moves={moves} />}
        {moves.length > 0 && staying === 0 && (
          <p className={classes.quiet}>{drainSum(moves, (micros) => money(micros, currency))}</p>
        )}
        {plan.error && <ErrorNotice error={plan.error} instead={{ CONFLICT: maintenanceText.changed }} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {maintenanceText.cancelDialog}
          </Button>
          {staying === 0 && (
            <Button loading={plan.isPending} onClick={() => plan.mutate({ ...where, reason, slotIds })}>
              {maintenanceText.confirm(slotIds.length)}
            </Button>
          )}
        </Group>
      </Stack>
    </section>
  );
}

/** What cannot go, each with its cause. */
function Staying({ moves }: { moves: readonly Leaving[] }) {
  const count = (why: Leaving['stays']) => moves.filter(({ stays }) => stays === why).length;
  const [full, real] = [count('full'), count('real')];
  return (
    <p role="alert">
      {full > 0 && `${maintenanceText.full(full)} `}
      {real > 0 && `${maintenanceText.real(real)} `}
      {maintenanceText.stays}
    </p>
  );
}

/** Times that cannot be, in words; anything else as it is. */
function Refused({ error }: { error: unknown }) {
  const [issue] = failureOf(error).issues;
  const problem = Object.entries(maintenanceText.problems).find(([name]) => name === issue)?.[1];
  if (problem !== undefined) return <p role="alert">{problem}</p>;
  return <ErrorNotice error={error} instead={{ CONFLICT: maintenanceText.overlap }} />;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
