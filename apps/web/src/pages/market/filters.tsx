import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { CONTENTS, MAX_SEARCH_TEXT, PUBLISHERS, SOON, SYSTEMS } from '@patchbay/engine/market';
import { MICROS_PER_UNIT } from '@patchbay/engine/money';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import type { Market } from '../../api/types.ts';
import {
  contentNames,
  facetNames,
  marketText,
  publisherNames,
  soonNames,
  systemNames,
} from '../../messages/market/market.ts';
import { money, sign } from '../../ui/format/money.ts';
import { region } from '../../ui/layout/region.ts';
import { scrollable } from '../../ui/layout/scrollable.ts';
import type { Asked } from './query.ts';
import classes from './market.module.css';

interface FiltersProps {
  readonly asked: Asked;
  /** Null until the first answer: then no counts are known. */
  readonly market: Market | null;
  readonly onChange: (part: Partial<Asked>) => void;
}

/** What the search is narrowed by, each value with how many there would be. */
export function Filters({ asked, market, onChange }: FiltersProps) {
  const [shown, setShown] = useState(false);
  const facets = market?.facets;
  return (
    <aside {...region} {...scrollable} className={classes.filters} aria-label={marketText.filters}>
      <Search text={asked.text} onChange={(text) => onChange({ text })} />
      <Button
        variant="default"
        className={classes.toggle}
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        {marketText.showFilters}
      </Button>
      <div className={classes.facets} data-shown={shown || undefined}>
        <Facet
          title={facetNames.soon}
          values={SOON}
          names={soonNames}
          counts={facets?.soon}
          chosen={asked.soon ? [asked.soon] : []}
          onChange={(all) => onChange({ soon: all.find((one) => one !== asked.soon) ?? null })}
        />
        <Facet
          title={facetNames.contents}
          values={CONTENTS}
          names={contentNames}
          counts={facets?.contents}
          chosen={asked.contents}
          onChange={(contents) => onChange({ contents })}
        />
        <Facet
          title={facetNames.systems}
          values={SYSTEMS}
          names={systemNames}
          counts={facets?.systems}
          chosen={asked.systems}
          onChange={(systems) => onChange({ systems })}
        />
        <Facet
          title={facetNames.publishers}
          values={PUBLISHERS}
          names={publisherNames}
          counts={facets?.publishers}
          chosen={asked.publishers}
          onChange={(publishers) => onChange({ publishers })}
        />
        {market && <Price asked={asked} market={market} onChange={onChange} />}
      </div>
    </aside>
  );
}

const TYPING_MS = 250;

/** What is typed is searched for once the typing pauses. */
function Search({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [said, setSaid] = useState(text);
  // The address was changed by something else: a filter taken away, a way back.
  if (said !== text) {
    setSaid(text);
    if (typed.trim() !== text) setTyped(text);
  }
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onChange(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  });
  return (
    <TextInput
      type="search"
      aria-label={marketText.search}
      placeholder={marketText.search}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={MAX_SEARCH_TEXT}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  );
}

interface FacetProps<T extends string> {
  readonly title: string;
  readonly values: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly counts: Readonly<Record<T, number>> | undefined;
  readonly chosen: readonly T[];
  readonly onChange: (chosen: T[]) => void;
}

function Facet<T extends string>({ title, values, names, counts, chosen, onChange }: FacetProps<T>) {
  const id = useId();
  return (
    <fieldset className={classes.facet} aria-labelledby={id}>
      <legend id={id}>{title}</legend>
      {values.map((value) => {
        const on = chosen.includes(value);
        const count = counts?.[value];
        return (
          <label key={value} className={classes.value}>
            <Checkbox
              size="xs"
              checked={on}
              onChange={() => onChange(on ? chosen.filter((one) => one !== value) : [...chosen, value])}
            />
            <span>{names[value]}</span>
            <i data-none={count === 0 || undefined}>{count ?? ''}</i>
          </label>
        );
      })}
    </fieldset>
  );
}

function Price({ asked, market, onChange }: FiltersProps & { market: Market }) {
  const { currency, dearestMicros } = market;
  const most = asked.maxPerHourMicros;
  return (
    <fieldset className={classes.facet}>
      <legend>{marketText.priceTitle(sign(currency))}</legend>
      <NumberInput
        size="xs"
        aria-label={marketText.most}
        placeholder={marketText.anyPrice}
        min={0}
        decimalScale={2}
        step={0.1}
        suffix={` ${sign(currency)}`}
        value={most === null ? '' : most / MICROS_PER_UNIT}
        onChange={(value) =>
          onChange({ maxPerHourMicros: value === '' ? null : Math.round(Number(value) * MICROS_PER_UNIT) })
        }
      />
      <small>{marketText.dearest(money(dearestMicros, currency))}</small>
    </fieldset>
  );
}
