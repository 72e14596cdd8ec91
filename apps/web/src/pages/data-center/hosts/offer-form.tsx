import { Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { trpc } from '../../../api/client.ts';
import type { Probe, Site } from '../../../api/types.ts';
import { addHostText, newHostProblems } from '../../../messages/hosts.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { mebibytes } from '../../../ui/format/quantity.ts';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import {
  firstForm,
  mostCpus,
  NEW_SITE,
  readForm,
  realSites,
  type HostField,
  type HostForm,
  type HostProblem,
} from './new-host.ts';
import classes from './add-host.module.css';

interface OfferFormProps {
  probe: Probe;
  address: string;
  sites: readonly Site[];
  onAdded: (hostId: string) => void;
  onClose: () => void;
}

/** Where the host stands, what it is called, and how much of it can be booked. */
export function OfferForm({ probe, address, sites, onAdded, onClose }: OfferFormProps) {
  const queries = useQueryClient();
  const [form, setForm] = useState<HostForm>(() => firstForm(probe, address, sites));
  const [tried, setTried] = useState(false);
  const element = useRef<HTMLFormElement>(null);
  const add = useMutation({
    ...trpc.dataCenter.addHost.mutationOptions(),
    onSuccess: async ({ id }, { name }) => {
      await queries.invalidateQueries({ queryKey: trpc.dataCenter.overview.queryKey() });
      notifications.show({ message: addHostText.added(name) });
      onAdded(id);
    },
  });
  const submitButton = useRefocus<HTMLButtonElement>(add.isError);
  const reading = readForm(form, probe, sites);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (reading.outcome === 'host') return add.mutate({ address, ...reading.host });
    // Fields stand in the order in which they are read.
    const [first] = Object.keys(reading.problems);
    return element.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
  };
  const problems = tried && reading.outcome === 'problems' ? reading.problems : {};
  const set = (patch: Partial<HostForm>) => setForm((before) => ({ ...before, ...patch }));
  return (
    <form ref={element} className={classes.column} onSubmit={submit} noValidate aria-labelledby="offer">
      <h3 id="offer">{addHostText.offer}</h3>
      <PlaceFields form={form} sites={sites} problems={problems} probe={probe} onChange={set} />
      <AmountFields form={form} problems={problems} probe={probe} onChange={set} />
      {add.error && (
        <ErrorNotice
          error={add.error}
          instead={{ CONFLICT: addHostText.conflict, BAD_INPUT: addHostText.refused }}
        />
      )}
      <div className={classes.buttons}>
        <Button ref={submitButton} type="submit" loading={add.isPending}>
          {addHostText.addNow(form.name.trim())}
        </Button>
        <Button variant="default" onClick={onClose}>
          {addHostText.cancel}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  form: HostForm;
  probe: Probe;
  problems: Partial<Record<HostField, HostProblem>>;
  onChange: (patch: Partial<HostForm>) => void;
}

function PlaceFields({ form, sites, problems, probe, onChange }: FieldsProps & { sites: readonly Site[] }) {
  const real = realSites(sites);
  const racks = real.find(({ id }) => id === form.site)?.racks ?? [];
  return (
    <>
      {real.length > 0 && (
        <Select
          label={addHostText.site}
          description={addHostText.siteHint}
          data={[
            ...real.map(({ id, name }) => ({ value: id, label: name })),
            { value: NEW_SITE, label: addHostText.newSite },
          ]}
          value={form.site}
          allowDeselect={false}
          onChange={(site) => site !== null && onChange({ site })}
        />
      )}
      {form.site === NEW_SITE && (
        <TextInput
          name="siteName"
          label={addHostText.siteName}
          value={form.siteName}
          error={problemText(problems.siteName, probe)}
          onChange={(event) => onChange({ siteName: event.currentTarget.value })}
        />
      )}
      <div className={classes.pair}>
        <Autocomplete
          name="rack"
          label={addHostText.rack}
          data={racks.map(({ name }) => name)}
          value={form.rack}
          error={problemText(problems.rack, probe)}
          onChange={(rack) => onChange({ rack })}
        />
        <TextInput
          name="name"
          label={addHostText.name}
          value={form.name}
          error={problemText(problems.name, probe)}
          classNames={{ input: classes.mono }}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

function AmountFields({ form, problems, probe, onChange }: FieldsProps) {
  const amounts = [
    { name: 'cpus', label: addHostText.cpus, hint: addHostText.cpusHint(probe.cpus, mostCpus(probe)) },
    {
      name: 'memoryMiB',
      label: addHostText.memoryOffered,
      hint: addHostText.memoryHint(mebibytes(probe.memoryMiB)),
    },
    { name: 'diskGiB', label: addHostText.disk, hint: addHostText.diskHint },
  ] as const;
  return amounts.map(({ name, label, hint }) => (
    <TextInput
      key={name}
      name={name}
      inputMode="numeric"
      label={label}
      description={hint}
      value={form[name]}
      error={problemText(problems[name], probe)}
      classNames={{ input: classes.number }}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  ));
}

function problemText(problem: HostProblem | undefined, probe: Probe): string | undefined {
  switch (problem) {
    case undefined:
      return undefined;
    case 'cpus':
      return newHostProblems.cpus(mostCpus(probe));
    case 'memory':
      return newHostProblems.memory(probe.memoryMiB);
    case 'missing':
    case 'long':
    case 'taken':
    case 'host-taken':
    case 'disk':
      return newHostProblems[problem];
    default:
      return problem satisfies never;
  }
}
