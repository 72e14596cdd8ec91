import { COUNT } from '@patchbay/engine/design';
import { IconCirclePlus } from '@tabler/icons-react';
import type { CSSProperties } from 'react';
import { parameterText } from '../../messages/designer/abstractions.ts';
import type { Rect } from '../layout/geometry.ts';
import { useDesigner } from '../store/designer.ts';
import { say } from '../store/session-store.ts';
import { toggled, type Draft, type Field } from './drafting.ts';
import { useDraft } from './use-draft.ts';
import { valueText } from '../../ui/format/value-text.ts';
import classes from './boundary.module.css';

export const FIELD_HEIGHT = 26;
/** Below the name of the card. */
export const FIELDS_TOP = 36;
const WIDTH = 224;

/** Whether a field has a row on the card: of what is hosted only what it has beside its number of copies. */
export function pointedAt({ part, property }: Field, root: string): boolean {
  return part.id === root || property.name !== COUNT;
}

/** A network is a bar with its name at its left: its fields stand on it in a row. */
export function isBar({ height }: Rect): boolean {
  return height <= FIELDS_TOP;
}

function placeOf(rect: Rect): CSSProperties {
  if (isBar(rect)) return { left: rect.x + rect.width - 6, top: rect.y + (rect.height - FIELD_HEIGHT) / 2 };
  return { left: rect.x + 1, top: rect.y + FIELDS_TOP, width: Math.min(rect.width, WIDTH) - 2 };
}

interface CardFieldsProps {
  readonly draft: Draft;
  readonly rect: Rect;
  readonly fields: readonly Field[];
  readonly id: string;
}

/** The fields of a card as rows over it: pressing one exposes it, pressing it again takes it back. */
export function CardFields({ draft, rect, fields, id }: CardFieldsProps) {
  const { session } = useDesigner();
  const { patch } = useDraft();
  if (fields.length === 0) return null;
  const press = (field: Field) => {
    const parameters = toggled(draft.parameters, field);
    const active = field.parameter === null ? (parameters.at(-1)?.name ?? null) : null;
    patch({ parameters, active, problem: null });
    const { label } = field.property;
    say(session, field.parameter ? parameterText.hidden(label) : parameterText.exposed(label));
  };
  return (
    <div
      role="group"
      aria-label={fields[0]?.part.name}
      className={`${classes.fields} nodrag nopan nowheel`}
      data-bar={isBar(rect) || undefined}
      style={placeOf(rect)}
    >
      {fields.map((field) => {
        const { part, property, parameter } = field;
        const index = parameter === null ? -1 : draft.parameters.indexOf(parameter);
        const hosted = part.id !== id;
        return (
          <button
            key={`${part.id} ${property.name}`}
            type="button"
            className={classes.field}
            aria-pressed={parameter !== null}
            aria-label={parameterText.expose(property.label, part.name)}
            data-field={parameter?.name}
            data-active={(parameter !== null && parameter.name === draft.active) || undefined}
            onClick={(event) => {
              event.stopPropagation();
              press(field);
            }}
            onFocus={() => parameter && patch({ active: parameter.name })}
            onPointerEnter={() => parameter && patch({ active: parameter.name })}
          >
            <span className={classes.fieldLabel}>
              {hosted ? parameterText.expose(property.label, part.name) : property.label}
            </span>
            <span>{valueText(property, property.default)}</span>
            {parameter === null ? (
              <IconCirclePlus size={16} stroke={1.5} aria-hidden />
            ) : (
              <span className={classes.disc}>{index + 1}</span>
            )}
          </button>
        );
      })}
    </div>
  );
}
