import { SegmentedControl } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { trpc } from '../../../api/client.ts';
import { failureText } from '../../../messages/operator/failures.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import classes from './failures.module.css';

const RATES = ['never', 'seldom', 'often'] as const;

/** How often parts of a demo world's simulated sites fail and are repaired by themselves. */
export function Accidents() {
  const queries = useQueryClient();
  const label = useId();
  const { data } = useQuery(trpc.failures.accidents.queryOptions());
  const set = useMutation({
    ...trpc.failures.setAccidents.mutationOptions(),
    onSuccess: (now) => queries.setQueryData(trpc.failures.accidents.queryKey(), now),
  });
  if (!data) return null;
  return (
    <div className={classes.accidents}>
      <span id={label}>{failureText.accidents}</span>
      <SegmentedControl
        size="xs"
        aria-labelledby={label}
        disabled={set.isPending}
        data={RATES.map((rate) => ({ value: rate, label: failureText.rates[rate] }))}
        value={set.isPending ? set.variables.rate : data.rate}
        onChange={(value) => {
          const rate = RATES.find((one) => one === value);
          if (rate) set.mutate({ rate });
        }}
      />
      <p>{failureText.ratesText[data.rate]}</p>
      {set.error && <ErrorNotice error={set.error} />}
    </div>
  );
}
