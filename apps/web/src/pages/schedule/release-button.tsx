import type { ButtonProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNoSpending } from '../../api/may.ts';
import { ReasonedButton } from '../../ui/form/reasoned-button.tsx';

interface ReleaseButtonProps extends Pick<ButtonProps, 'size' | 'color'> {
  'aria-label'?: string;
  onClick: () => void;
  children: ReactNode;
}

/** Leads to giving slots back, for whoever may. */
export function ReleaseButton(props: ReleaseButtonProps) {
  return <ReasonedButton variant="default" reason={useNoSpending()} {...props} />;
}
