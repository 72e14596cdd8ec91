import { Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import { timesText } from '../../../messages/slots/times.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';

export type AtExpiry = 'suspend' | 'release';

interface ExpiryFieldProps {
  value: AtExpiry;
  disabled?: boolean;
  /** The last choice is on its way: until then it cannot be made again, and keeps the focus. */
  pending?: boolean;
  onChange: (value: AtExpiry) => void;
}

/** What becomes of data and addresses after the last slot, in plain words. */
export function ExpiryField({ value, disabled = false, pending = false, onChange }: ExpiryFieldProps) {
  return (
    <Select
      label={timesText.expiry}
      description={value === 'release' ? timesText.releaseText : timesText.suspendText}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={[
        { value: 'suspend', label: timesText.suspend },
        { value: 'release', label: timesText.release },
      ]}
      value={value}
      allowDeselect={false}
      disabled={disabled}
      readOnly={pending}
      aria-disabled={pending}
      onChange={(next) => next && onChange(next)}
    />
  );
}

/** The same for an environment that is there: the choice holds at once. */
export function ExpiryChoice(props: { id: string; atExpiry: AtExpiry; mayChange: boolean }) {
  const { id, atExpiry, mayChange } = props;
  const queries = useQueryClient();
  const set = useMutation({
    ...trpc.environments.setExpiry.mutationOptions(),
    onSettled: () => queries.invalidateQueries({ queryKey: trpc.environments.get.queryKey({ id }) }),
  });
  return (
    <div>
      <ExpiryField
        value={set.isPending ? set.variables.atExpiry : atExpiry}
        disabled={!mayChange}
        pending={set.isPending}
        onChange={(next) => set.mutate({ id, atExpiry: next })}
      />
      {set.error && <ErrorNotice error={set.error} />}
    </div>
  );
}
