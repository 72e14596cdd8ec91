import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

/** What a button is for, or why it cannot be used now. */
export function Reason(props: { reason: string | null; label?: string; children: ReactElement }) {
  const text = props.reason ?? props.label ?? '';
  return (
    <Tooltip label={text} disabled={text === ''} multiline maw={280}>
      {props.children}
    </Tooltip>
  );
}
