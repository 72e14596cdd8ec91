import { Button, Group, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { trpc } from '../../../api/client.ts';
import type { Rack, Site } from '../../../api/types.ts';
import { inventoryText } from '../../../messages/operator/inventory.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import classes from './inventory.module.css';

/** Reads the data center anew, says what was done, and closes. */
function useDone(onClose: () => void) {
  const queries = useQueryClient();
  return async (message: string) => {
    await queries.invalidateQueries({ queryKey: trpc.dataCenter.pathKey() });
    notifications.show({ message });
    onClose();
  };
}

/** Name and grade of a site; null for a new one. */
export function SiteDialog({ site, onClose }: { site: Site | null; onClose: () => void }) {
  const done = useDone(onClose);
  const [name, setName] = useState(site?.name ?? '');
  const [grade, setGrade] = useState(String(site?.grade ?? 2));
  const onSuccess = () => done(inventoryText.saved(name.trim()));
  const add = useMutation({ ...trpc.inventory.addSite.mutationOptions(), onSuccess });
  const change = useMutation({ ...trpc.inventory.changeSite.mutationOptions(), onSuccess });
  const { error, isPending } = site ? change : add;
  const right = /^\d$/.test(grade.trim());
  return (
    <PlaceForm
      title={site ? inventoryText.siteOf(site.name) : inventoryText.newSite}
      name={name}
      onName={setName}
      error={error}
      pending={isPending}
      onClose={onClose}
      onSave={() => {
        if (!right) return;
        const row = { name: name.trim(), grade: Number(grade) };
        if (site) change.mutate({ siteId: site.id, ...row });
        else add.mutate(row);
      }}
    >
      <TextInput
        label={inventoryText.grade}
        description={inventoryText.gradeHint}
        inputMode="numeric"
        value={grade}
        error={!right && inventoryText.wrongGrade}
        onChange={(event) => setGrade(event.currentTarget.value)}
      />
      {!site && <p className={classes.quiet}>{inventoryText.poolsHint}</p>}
    </PlaceForm>
  );
}

/** The name of a rack; null for a new one. */
export function RackDialog(props: { site: Site; rack: Rack | null; onClose: () => void }) {
  const { site, rack, onClose } = props;
  const done = useDone(onClose);
  const [name, setName] = useState(rack?.name ?? '');
  const onSuccess = () => done(inventoryText.saved(name.trim()));
  const add = useMutation({ ...trpc.inventory.addRack.mutationOptions(), onSuccess });
  const change = useMutation({ ...trpc.inventory.changeRack.mutationOptions(), onSuccess });
  const { error, isPending } = rack ? change : add;
  return (
    <PlaceForm
      title={rack ? inventoryText.rackOf(rack.name) : inventoryText.newRack(site.name)}
      name={name}
      onName={setName}
      error={error}
      pending={isPending}
      onClose={onClose}
      onSave={() =>
        rack
          ? change.mutate({ rackId: rack.id, name: name.trim() })
          : add.mutate({ siteId: site.id, name: name.trim() })
      }
    />
  );
}

interface PlaceFormProps {
  readonly title: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly error: unknown;
  readonly pending: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
}

function PlaceForm({ title, name, onName, error, pending, onSave, onClose, children }: PlaceFormProps) {
  const [tried, setTried] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '') onSave();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={inventoryText.name}
            maxLength={40}
            value={name}
            error={tried && name.trim() === '' && inventoryText.missing}
            onChange={(event) => onName(event.currentTarget.value)}
            data-autofocus
          />
          {children}
          {error !== null && <ErrorNotice error={error} instead={{ CONFLICT: inventoryText.taken }} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {inventoryText.cancel}
            </Button>
            <Button type="submit" loading={pending}>
              {inventoryText.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** Asks before a site or a rack leaves the inventory. */
export function RetireDialog(props: { part: { site: Site } | { rack: Rack }; onClose: () => void }) {
  const { part, onClose } = props;
  const what = 'site' in part ? part.site.name : inventoryText.rackOf(part.rack.name);
  const done = useDone(onClose);
  const onSuccess = () => done(inventoryText.retired(what));
  const site = useMutation({ ...trpc.inventory.retireSite.mutationOptions(), onSuccess });
  const rack = useMutation({ ...trpc.inventory.retireRack.mutationOptions(), onSuccess });
  const error = site.error ?? rack.error;
  return (
    <Dialog title={inventoryText.retireTitle(what)} onClose={onClose}>
      <Stack gap="md">
        <p>{inventoryText.retireText}</p>
        {error && <ErrorNotice error={error} instead={{ CONFLICT: inventoryText.occupied }} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus>
            {inventoryText.keep}
          </Button>
          <Button
            color="danger"
            loading={site.isPending || rack.isPending}
            onClick={() =>
              'site' in part ? site.mutate({ siteId: part.site.id }) : rack.mutate({ rackId: part.rack.id })
            }
          >
            {inventoryText.retire}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
