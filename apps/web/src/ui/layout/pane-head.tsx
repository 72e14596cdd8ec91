import type { ReactNode } from 'react';
import classes from './pane-head.module.css';

/** The heading of a pane, with what belongs beside it. The pane is labelled by `id`. */
export function PaneHead({ id, title, children }: { id: string; title: string; children?: ReactNode }) {
  return (
    <div className={classes.head}>
      <h2 id={id}>{title}</h2>
      {children}
    </div>
  );
}
