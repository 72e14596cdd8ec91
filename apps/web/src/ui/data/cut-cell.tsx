import type { ReactNode } from 'react';
import table from './table.module.css';

/** The cell of a table's name: it takes what the other columns leave, and cuts what is longer. */
export function CutCell({ children }: { children: ReactNode }) {
  return (
    <td className={table.cut}>
      <div>{children}</div>
    </td>
  );
}
