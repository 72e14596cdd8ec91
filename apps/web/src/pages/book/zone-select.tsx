import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { IconWorld } from '@tabler/icons-react';
import { bookText } from '../../messages/book.ts';
import { offset } from '../../ui/format/time.ts';

/** Shown at once while searching; the rest is found by typing. */
const MAX_SHOWN = 60;

/** Every zone that the browser knows, found by typing a part of its name. */
export function ZoneSelect(props: {
  zone: string;
  at: number;
  /** What stands around it shows that it is a zone: it is only said to those who do not see that. */
  unlabelled?: boolean;
  onChange: (zone: string) => void;
}) {
  const { zone, at, unlabelled = false, onChange } = props;
  const names = useMemo(() => {
    const known = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
    return [zone, ...[...known].filter((name) => name !== zone)];
  }, [zone]);
  return (
    <Select
      {...{ [unlabelled ? 'aria-label' : 'label']: bookText.zone }}
      leftSection={<IconWorld size={16} aria-hidden />}
      rightSection={<span style={{ color: 'var(--text-2)', fontSize: 12 }}>{offset(at, zone)}</span>}
      rightSectionWidth={72}
      data={names}
      value={zone}
      limit={MAX_SHOWN}
      searchable
      allowDeselect={false}
      nothingFoundMessage={bookText.zoneNone}
      onChange={(next) => next && onChange(next)}
    />
  );
}
