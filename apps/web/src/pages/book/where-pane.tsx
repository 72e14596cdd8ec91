import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconMapPin } from '@tabler/icons-react';
import { trpc } from '../../api/client.ts';
import type { Place } from '../../api/types.ts';
import { bookText } from '../../messages/book.ts';
import { ErrorNotice } from '../../ui/feedback/error-notice.tsx';
import classes from './book.module.css';

/** The value of the choice that leaves the place to the planner. */
const ANYWHERE = '';

/** Where it is to run: wherever it fits, or at one place. */
export function WherePane(props: { siteId: string | null; onChange: (siteId: string | null) => void }) {
  const { siteId, onChange } = props;
  const { data: places = [], error } = useQuery(trpc.reservations.places.queryOptions());
  return (
    <section className={classes.where} aria-labelledby="where">
      <h2 id="where">{bookText.where}</h2>
      <Select
        aria-labelledby="where"
        leftSection={<IconMapPin size={16} aria-hidden />}
        data={[
          { value: ANYWHERE, label: bookText.anywhere },
          ...places.map(({ siteId: value, name, real }) => ({ value, label: bookText.place(name, real) })),
        ]}
        value={siteId ?? ANYWHERE}
        allowDeselect={false}
        onChange={(value) => onChange(value === ANYWHERE ? null : value)}
      />
      <p>{error ? bookText.placesFailed : placeText(siteId, places)}</p>
    </section>
  );
}

function placeText(siteId: string | null, places: readonly Place[]): string {
  if (siteId === null) return bookText.anywhereLead;
  const place = places.find((each) => each.siteId === siteId);
  if (!place) return bookText.placeGone;
  return place.real ? bookText.placeReal : bookText.placeSimulated;
}

/** The place of an environment that was booked before, as text: there is nothing to choose. */
export function FixedPlace({ environmentId }: { environmentId: string }) {
  const { data, error, refetch } = useQuery(trpc.environments.get.queryOptions({ id: environmentId }));
  return (
    <section className={classes.where} aria-labelledby="where">
      <h2 id="where">{bookText.where}</h2>
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          <strong>{bookText.place(data.siteName, !data.simulated)}</strong>
          <p>{bookText.fixedPlace}</p>
        </>
      )}
    </section>
  );
}
