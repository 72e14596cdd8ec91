import { MantineProvider, useComputedColorScheme } from '@mantine/core';
import { useLayoutEffect, type ReactNode } from 'react';
import { cssVariablesResolver, theme } from './theme.ts';

/** Mantine with the product's tokens. The chosen scheme is remembered by Mantine and read by public/theme.js. */
export function ThemeRoot({ children }: { children: ReactNode }) {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} defaultColorScheme="auto">
      <TokenScheme />
      {children}
    </MantineProvider>
  );
}

/** Keeps `data-theme`, which the tokens listen to, equal to Mantine's scheme. */
function TokenScheme() {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = scheme;
  }, [scheme]);
  return null;
}
