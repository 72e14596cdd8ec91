import type { ReactNode } from 'react';
import classes from './feedback.module.css';

/** One sentence and one action where there is nothing yet. */
export function EmptyState(props: {
  icon: ReactNode;
  title: string;
  text: string;
  /** 2 where the page has a heading of its own above. */
  level?: 1 | 2;
  children?: ReactNode;
}) {
  const Heading = props.level === 2 ? 'h2' : 'h1';
  return (
    <div className={classes.empty}>
      <div className={classes.emptyIcon}>{props.icon}</div>
      <Heading>{props.title}</Heading>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}
