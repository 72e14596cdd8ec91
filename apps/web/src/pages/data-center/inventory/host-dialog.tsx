import { Autocomplete, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useOffer } from '../../../api/catalog.ts';
import { trpc } from '../../../api/client.ts';
import { failureOf } from '../../../api/errors.ts';
import type { Edited, Host, Site } from '../../../api/types.ts';
import { hostFormText, inventoryText } from '../../../messages/operator/inventory.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import { formOf, NUMBERS, readForm, type HostField, type HostForm } from './host-form.ts';
import { InTheWay } from './in-the-way.tsx';
import classes from './inventory.module.css';

interface HostDialogProps {
  readonly site: Site;
  /** The rack it stands in, or is to be added to. */
  readonly rack: string;
  /** Null to add one. */
  readonly host: Host | null;
  readonly onClose: () => void;
}

/** Everything that is written down of a host. Of a real one that is its name and place. */
export function HostDialog({ site, rack, host, onClose }: HostDialogProps) {
  const queries = useQueryClient();
  const [form, setForm] = useState<HostForm>(() => (host ? formOf(host, rack) : empty(site, rack)));
  const [tried, setTried] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const onSuccess = async (edited: Edited) => {
    if (edited.outcome === 'claimed') return;
    await queries.invalidateQueries({ queryKey: trpc.dataCenter.pathKey() });
    notifications.show({ message: inventoryText.saved(form.name.trim()) });
    onClose();
  };
  const add = useMutation({ ...trpc.inventory.addHost.mutationOptions(), onSuccess });
  const change = useMutation({ ...trpc.inventory.changeHost.mutationOptions(), onSuccess });
  const { data, error, isPending, isError } = host ? change : add;
  const button = useRefocus<HTMLButtonElement>(isError || data?.outcome === 'claimed');
  const read = readForm(form);
  const wrong = tried && 'wrong' in read ? read.wrong : [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ('wrong' in read)
      return element.current?.querySelector<HTMLElement>(`[name="${read.wrong[0]}"]`)?.focus();
    return host
      ? change.mutate({ hostId: host.id, ...read.spec })
      : add.mutate({ siteId: site.id, ...read.spec });
  };
  return (
    <Dialog
      title={host ? hostFormText.edit(host.name) : hostFormText.add(site.name)}
      size="lg"
      onClose={onClose}
    >
      <form ref={element} onSubmit={submit} noValidate>
        <Stack gap="md">
          <p className={classes.quiet}>{site.simulated ? hostFormText.now : hostFormText.real}</p>
          <Fields
            site={site}
            form={form}
            wrong={wrong}
            onChange={(field, text) => setForm({ ...form, [field]: text })}
          />
          {error && <ErrorNotice error={error} instead={refusal(error)} />}
          {data?.outcome === 'claimed' && <InTheWay claimed={data} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {inventoryText.cancel}
            </Button>
            <Button ref={button} type="submit" loading={isPending}>
              {host ? inventoryText.save : hostFormText.addDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface FieldsProps {
  readonly site: Site;
  readonly form: HostForm;
  readonly wrong: readonly HostField[];
  readonly onChange: (field: HostField, text: string) => void;
}

const OF_ENGINE: readonly HostField[] = [
  'model',
  'arch',
  'clockMhz',
  'year',
  'cpus',
  'memoryMiB',
  'diskGiB',
  'gpus',
];

function Fields({ site, form, wrong, onChange }: FieldsProps) {
  const catalog = useOffer().offer?.base;
  const archs = [
    ...new Set(catalog?.types.flatMap(({ machine }) => (machine ? [machine.arch] : [])) ?? [form.arch]),
  ];
  const field = (name: HostField) => ({
    name,
    label: hostFormText.fields[name],
    value: form[name],
    error: wrong.includes(name) && problemOf(name),
    disabled: !site.simulated && OF_ENGINE.includes(name),
  });
  const text = (name: HostField) => (
    <TextInput key={name} {...field(name)} onChange={(event) => onChange(name, event.currentTarget.value)} />
  );
  const number = (name: HostField) => (
    <TextInput
      key={name}
      {...field(name)}
      inputMode="numeric"
      classNames={{ input: classes.number }}
      onChange={(event) => onChange(name, event.currentTarget.value)}
    />
  );
  return (
    <>
      <div className={classes.three}>
        {text('name')}
        <Autocomplete
          {...field('rack')}
          description={hostFormText.rackHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={site.racks.map(({ name }) => name)}
          onChange={(rack) => onChange('rack', rack)}
        />
        {number('rackUnit')}
      </div>
      <div className={classes.four}>{(['cpus', 'memoryMiB', 'diskGiB', 'gpus'] as const).map(number)}</div>
      <div className={classes.three}>
        <Select
          {...field('arch')}
          data={archs.toSorted()}
          allowDeselect={false}
          onChange={(arch) => onChange('arch', arch ?? '')}
        />
        {number('clockMhz')}
        {number('year')}
      </div>
      {text('model')}
    </>
  );
}

function problemOf(field: HostField): string {
  const bounds = NUMBERS[field];
  if (bounds) return hostFormText.number(...bounds);
  return field === 'model' ? hostFormText.model : field === 'arch' ? hostFormText.arch : hostFormText.text;
}

/** The next free unit of the rack, and amounts like those of the hosts there. */
function empty(site: Site, rackName: string): HostForm {
  const rack = site.racks.find(({ name }) => name === rackName);
  const like = rack?.hosts.at(-1);
  const unit = Math.max(0, ...(rack?.hosts.map(({ rackUnit }) => rackUnit) ?? [])) + 1;
  const first = {
    name: '',
    rack: rackName,
    model: '',
    arch: '',
    rackUnit: '1',
    clockMhz: '',
    year: '',
    cpus: '',
    memoryMiB: '',
    diskGiB: '',
    gpus: '0',
  };
  return { ...first, ...(like && formOf(like, rackName)), name: '', rackUnit: String(unit) };
}

function refusal(error: unknown) {
  const [issue] = failureOf(error).issues;
  const problem = Object.entries(hostFormText.problems).find(([name]) => name === issue)?.[1];
  return problem && { CONFLICT: problem };
}
