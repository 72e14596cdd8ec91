import type { Catalog } from '@patchbay/catalog';
import type { PriceLine } from '@patchbay/engine/rating';
import { meterNames } from '../../../messages/money/usage.ts';
import { pricesText, priceUnits, usedUnits } from '../../../messages/operator/prices.ts';

/** What a price is of, in words. */
export function lineName({ of, subject, part }: Omit<PriceLine, 'value'>, catalog: Catalog | null): string {
  switch (of) {
    case 'hour': {
      const type = catalog?.types.find(({ id }) => id === subject);
      const name = type?.name ?? subject;
      if (part === '') return name;
      const property = type?.properties.find((one) => one.name === part);
      return pricesText.perOf(name, property?.label ?? part);
    }
    case 'used':
      return Object.entries(meterNames).find(([meter]) => meter === subject)?.[1] ?? subject;
    case 'month':
      return pricesText.monthly;
    case 'band':
      return pricesText.bandOf(subject);
    case 'grade':
      return pricesText.gradeOf(subject);
    default:
      return of satisfies never;
  }
}

/** What its amount is counted in. */
export function lineUnit({ of, subject, part }: Omit<PriceLine, 'value'>, catalog: Catalog | null): string {
  const type = catalog?.types.find(({ id }) => id === subject);
  const property = type?.properties.find((one) => one.name === part);
  const unit = property && 'unit' in property ? property.unit : part;
  return priceUnits[of](of === 'used' ? (usedUnits[subject] ?? subject) : (unit ?? part));
}
