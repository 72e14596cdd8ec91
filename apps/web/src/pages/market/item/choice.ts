import type { Abstraction, Catalog, ComponentType, PropertyValue } from '@patchbay/catalog';
import {
  alone,
  applyEdit,
  newComponent,
  readDesign,
  readFlat,
  takeApart,
  typeOfAbstraction,
  withAbstractions,
  type Component,
  type DesignDocument,
  type DesignModel,
} from '@patchbay/engine/design';
import { designPerHour, estimateMonth, partPerHour, type PriceBook } from '@patchbay/engine/rating';
import { useMemo, useState } from 'react';
import type { Offer } from '../../../api/catalog.ts';
import type { MarketItem } from '../../../api/types.ts';

/** A template with what was chosen of it. */
export interface Choice {
  readonly catalog: Catalog;
  readonly type: ComponentType;
  /** Only what differs from the defaults. */
  readonly properties: Component['properties'];
  readonly perHourMicros: number;
  /** Expected for a month of all day. */
  readonly monthMicros: number;
  /** Its parts as they come to be, one level down, as they were drawn. */
  readonly inside: DesignModel;
  readonly set: (name: string, value: PropertyValue | null) => void;
}

export function useChoice(item: MarketItem, offer: Offer): Choice {
  const [properties, setProperties] = useState<Component['properties']>({});
  // Not beside what the account has: it asks itself nothing, and this is what others pay.
  const catalog = useMemo(() => withAbstractions(offer.base, item.contents), [offer.base, item.contents]);
  const type = useMemo(() => typeOfAbstraction(item.content, catalog), [item.content, catalog]);
  const come = useMemo(
    () => comesTo(item.content, properties, catalog, offer.book),
    [item.content, properties, catalog, offer.book],
  );
  const set = (name: string, value: PropertyValue | null) =>
    setProperties((before) => {
      const { [name]: _, ...rest } = before;
      const standard = type.properties.find((one) => one.name === name)?.default;
      return value === null || value === standard ? rest : { ...rest, [name]: value };
    });
  return { catalog, type, properties, ...come, set };
}

function comesTo(
  content: Abstraction,
  properties: Component['properties'],
  catalog: Catalog,
  book: PriceBook,
): Pick<Choice, 'perHourMicros' | 'monthMicros' | 'inside'> {
  const component = { ...newComponent(typeOfAbstraction(content, catalog), 'x', { x: 0, y: 0 }), properties };
  const document = alone(component);
  const flat = readFlat(document, catalog);
  return {
    perHourMicros: designPerHour(flat, book),
    monthMicros: estimateMonth(flat, book).expectedMicros,
    inside: readDesign(apart(document, component.id, catalog), catalog),
  };
}

function apart(document: DesignDocument, id: string, catalog: Catalog): DesignDocument {
  let n = 0;
  const taken = takeApart(document, id, catalog, () => `p${(n += 1)}`);
  return 'edit' in taken ? applyEdit(document, taken.edit) : document;
}

export interface CostRow {
  readonly id: string;
  readonly name: string;
  readonly family: ComponentType['family'];
  readonly perHourMicros: number;
}

/** What each part that stands by itself costs with all that it hosts, the dearest first. */
export function costRows({ inside }: Choice, book: PriceBook): CostRow[] {
  const withHosted = (id: string): number => {
    const part = inside.byId.get(id);
    const above = inside.hosted.get(id) ?? [];
    return (
      (part ? partPerHour(inside, part, book) : 0) +
      above.reduce((sum, one) => sum + withHosted(one.component.id), 0)
    );
  };
  return inside.parts
    .filter(({ component }) => component.host === null)
    .map(({ component: { id, name, count }, type: { family } }) => ({
      id,
      name: count > 1 ? `${name} × ${count}` : name,
      family,
      perHourMicros: withHosted(id),
    }))
    .sort((a, b) => b.perHourMicros - a.perHourMicros);
}
