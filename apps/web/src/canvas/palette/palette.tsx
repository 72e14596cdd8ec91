import { Switch, TextInput } from '@mantine/core';
import { FAMILIES, type ComponentType } from '@patchbay/catalog';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { familyWords, paletteText } from '../../messages/canvas.ts';
import { libraryText } from '../../messages/designer/abstractions.ts';
import { addNew } from '../commands/adding.ts';
import { fitOf, FITS, type Fit } from '../commands/fit.ts';
import { matching } from '../commands/search.ts';
import { nameOf } from '../commands/gestures.ts';
import { Key } from '../../ui/keys/key.tsx';
import { savedTypes, shippedTypes, takenTypes } from '../abstractions/library.ts';
import { typeCalled } from '../store/catalog-types.ts';
import { useAnalysis, useDesigner, useSession } from '../store/designer.ts';
import { fromPrice } from '../store/price.ts';
import { Group, rowsOf, TypeRow } from './palette-rows.tsx';
import { useSearchFocus } from './search-focus.ts';
import { onlySelected } from '../store/session-store.ts';
import classes from './palette.module.css';

/** Everything that can be put on the canvas, by family, with prices, and what of it goes with the selection. */
export function Palette() {
  const designer = useDesigner();
  const { catalog } = designer;
  const { model } = useAnalysis();
  const [query, setQuery] = useState('');
  const [filtering, setFiltering] = useState(true);
  const recent = useSession((state) => state.recent);
  const selectedId = useSession(onlySelected);
  const selected = selectedId !== null && model.byId.has(selectedId) ? selectedId : null;
  const active = filtering && selected !== null;
  const fitting = (type: ComponentType) => (active ? fitOf(model, selected, type) : FITS);
  const library = designer.library.getState();
  const all = [...savedTypes(library), ...takenTypes(library), ...shippedTypes(library), ...catalog.types];
  const addBest = () => {
    const [best] = query.trim() === '' ? [] : found(all, query);
    if (best) addNew(designer, best.id, designer.view.now().centre());
  };
  const fit = all.filter((type) => fitting(type).fits).length;
  return (
    <>
      <Search query={query} onChange={setQuery} onEnter={addBest} />
      <div className={classes.filter}>
        <Switch
          size="xs"
          classNames={{ labelWrapper: classes.narrow, label: classes.cut }}
          checked={active}
          disabled={selected === null}
          onChange={(event) => setFiltering(event.currentTarget.checked)}
          label={
            selected === null ? (
              paletteText.fitsSelection
            ) : (
              <>
                {paletteText.fits} <b title={nameOf(model, selected)}>{nameOf(model, selected)}</b>
              </>
            )
          }
        />
        <span>{active ? paletteText.of(fit, all.length) : paletteText.parts(all.length)}</span>
      </div>
      <List
        types={found(catalog.types, query)}
        saved={found(savedTypes(library), query)}
        taken={found(takenTypes(library), query)}
        abstractions={found(shippedTypes(library), query)}
        recent={query.trim() === '' ? recent.flatMap((id) => typeCalled(catalog, id) ?? []) : []}
        fitting={fitting}
        query={query}
        onClear={() => setQuery('')}
      />
      <p className={classes.hint}>{paletteText.hint}</p>
    </>
  );
}

function found(types: readonly ComponentType[], query: string): ComponentType[] {
  return matching(
    types.map((type) => ({ label: type.name, type })),
    query,
  ).map(({ type }) => type);
}

function Search(props: { query: string; onChange: (query: string) => void; onEnter: () => void }) {
  const { query, onChange, onEnter } = props;
  const field = useRef<HTMLInputElement>(null);
  useSearchFocus('catalog', field);
  return (
    <div className={classes.search}>
      <TextInput
        ref={field}
        aria-label={paletteText.search}
        placeholder={paletteText.search}
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
        rightSection={query === '' ? <Key>/</Key> : null}
        value={query}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && query !== '') onChange('');
          else if (event.key === 'Escape') field.current?.blur();
          else if (event.key === 'ArrowDown') {
            event.preventDefault();
            rowsOf(event.currentTarget)[0]?.focus();
          } else if (event.key === 'Enter') onEnter();
        }}
      />
    </div>
  );
}

interface ListProps {
  readonly types: readonly ComponentType[];
  readonly saved: readonly ComponentType[];
  readonly taken: readonly ComponentType[];
  readonly abstractions: readonly ComponentType[];
  readonly recent: readonly ComponentType[];
  readonly fitting: (type: ComponentType) => Fit;
  readonly query: string;
  readonly onClear: () => void;
}

function List({ types, saved, taken, abstractions, recent, fitting, query, onClear }: ListProps) {
  const { catalog, book } = useDesigner();
  const row = (type: ComponentType) => (
    <TypeRow key={type.id} type={type} fit={fitting(type)} price={fromPrice(type, catalog, book)} />
  );
  const families = FAMILIES.map((family) => ({
    family,
    rows: types.filter((type) => type.family === family),
  }));
  return (
    <div className={classes.list}>
      {recent.length > 0 && (
        <Group title={paletteText.recent} count={recent.length}>
          {recent.map(row)}
        </Group>
      )}
      {saved.length > 0 && (
        <Group title={libraryText.mine} count={saved.length}>
          {saved.map(row)}
        </Group>
      )}
      {taken.length > 0 && (
        <Group title={libraryText.taken} count={taken.length}>
          {taken.map(row)}
        </Group>
      )}
      {abstractions.length > 0 && (
        <Group title={paletteText.abstractions} count={abstractions.length}>
          {abstractions.map(row)}
        </Group>
      )}
      {families
        .filter(({ rows }) => rows.length > 0)
        .map(({ family, rows }) => (
          <Group key={family} title={familyWords[family]} count={rows.length}>
            {rows.map(row)}
          </Group>
        ))}
      {types.length + saved.length + taken.length + abstractions.length === 0 && (
        <p className={classes.none}>
          {paletteText.none(query)}{' '}
          <button type="button" onClick={onClear}>
            {paletteText.clear}
          </button>
        </p>
      )}
    </div>
  );
}
