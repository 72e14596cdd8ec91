import type { ReactNode } from 'react';
import classes from './facts.module.css';

interface FactsProps {
  /** Label left and value right, as for figures; else the value stands beside its label. */
  readonly apart?: boolean;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** Labels with their values, one under the other. */
export function Facts({ apart = false, className = '', children }: FactsProps) {
  return (
    <dl className={`${classes.facts} ${className}`} data-apart={apart || undefined}>
      {children}
    </dl>
  );
}

export function Fact({
  label,
  mono = false,
  children,
}: {
  label: string;
  mono?: boolean;
  children: ReactNode;
}) {
  return (
    <div data-mono={mono || undefined}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
