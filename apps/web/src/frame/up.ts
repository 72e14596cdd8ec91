import { useEffect } from 'react';

/** The page above the one that is open, as its breadcrumb has it. */
interface Up {
  readonly label: string;
  readonly to: string;
}

let above: Up | null = null;

/** Lets the palette know what is above this page. */
export function useUp(label: string | undefined, to: string | undefined): void {
  useEffect(() => {
    above = label !== undefined && to !== undefined ? { label, to } : null;
    return () => void (above = null);
  }, [label, to]);
}

export const upOf = (): Up | null => above;
