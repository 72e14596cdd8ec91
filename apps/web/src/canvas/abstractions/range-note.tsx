import type { Abstraction } from '@patchbay/catalog';
import { tryRanges, type RangeTrial } from '@patchbay/engine/constraints';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useDeferredValue, useMemo } from 'react';
import { parameterText } from '../../messages/designer/abstractions.ts';
import { useDesigner } from '../store/designer.ts';
import { typeOfDraft } from './library.ts';
import { valueText } from '../../ui/format/value-text.ts';
import signed from '../marks/signed.module.css';
import classes from './panel.module.css';

/** Whether the abstraction can be booked whatever is chosen, as far as the ends of the ranges tell. */
export function RangeNote({ content }: { content: Abstraction }) {
  const { catalog } = useDesigner();
  // Typing goes on meanwhile.
  const settled = useDeferredValue(content);
  const trial = useMemo(() => tryRanges(settled, catalog), [settled, catalog]);
  if (!trial) return null;
  const Shape = trial.failing === null ? IconCheck : IconAlertTriangle;
  return (
    <p
      className={`${signed.line} ${classes.ranges}`}
      data-warn={trial.failing !== null || undefined}
      role="status"
    >
      <Shape size={14} stroke={1.5} aria-hidden />
      {textOf(trial, settled, typeOfDraft(settled, catalog).properties)}
    </p>
  );
}

function textOf(
  { tried, valid, failing }: RangeTrial,
  { parameters }: Abstraction,
  properties: ReturnType<typeof typeOfDraft>['properties'],
): string {
  if (failing === null) return parameterText.tried(tried);
  const values = parameters.flatMap(({ name, label }) => {
    const property = properties.find((one) => one.name === name);
    const value = failing[name];
    return property && value !== undefined ? [parameterText.valueOf(label, valueText(property, value))] : [];
  });
  return parameterText.tooWide(valid, tried, values.join(', '));
}
