import { useEffect } from 'react';
import { isIdle } from '../ui/layout/typing.ts';
import { useLate } from '../ui/late/use-late.ts';
import { hideOverlay, useOverlay } from './overlay.ts';
import { pageCommands } from './page-commands.ts';

/** What lies over the page, if anything; loaded when it is first asked for. */
export function Overlays() {
  const shown = useOverlay();
  const [parts, ask] = useLate(() => import('./late-overlays.ts'));
  useEffect(() => {
    if (shown) ask();
  });
  if (!shown || !parts) return null;
  const close = (then?: () => void) => {
    hideOverlay();
    // Once it is gone; what is done then may ask something itself.
    requestAnimationFrame(() => {
      giveBack(shown.opener);
      then?.();
    });
  };
  return shown.overlay === 'commands' ? (
    <parts.Palette onClose={close} />
  ) : (
    <parts.KeySheet onClose={() => close()} />
  );
}

/** The focus goes back to what had it, or where the page says; to nothing where nothing had it. */
function giveBack(opener: Element | null): void {
  const page = pageCommands();
  if (page?.takeFocus) page.takeFocus(opener);
  else if (opener instanceof HTMLElement && !isIdle(opener)) opener.focus();
}
