import { z } from 'zod';
import { component, componentId, type DesignDocument } from './document.ts';
import { applyEdit, type Edit } from './editing/edit.ts';
import { MAX_COMPONENTS } from './limits.ts';

/** What a variant of a design has otherwise: other counts, other sizes. The same parts, so that addresses and data stay. */
export const overrides = z
  .record(
    componentId,
    z.strictObject({
      count: component.shape.count.optional(),
      properties: component.shape.properties.optional(),
    }),
  )
  .refine((all) => Object.keys(all).length <= MAX_COMPONENTS, `at most ${MAX_COMPONENTS} components`);
export type Overrides = z.infer<typeof overrides>;

/**
 * A design with some counts and properties set otherwise, as edits would set them: a part that is not there any more changes
 * nothing, and whether the result holds together is for the checker to say, as with every edit.
 */
export function withOverrides(document: DesignDocument, own: Overrides | null): DesignDocument {
  if (own === null) return document;
  const edits = Object.entries(own).flatMap(([id, { count, properties = {} }]): Edit[] =>
    Object.hasOwn(document.components, id)
      ? [
          ...(count === undefined ? [] : [{ do: 'set-count' as const, id, count }]),
          ...Object.entries(properties).map(([property, value]) => ({
            do: 'set-property' as const,
            id,
            property,
            value,
          })),
        ]
      : [],
  );
  return applyEdit(document, { do: 'many', edits });
}
