import { useNotifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useLate } from '../ui/late/use-late.ts';

/** Where short messages appear; loaded with the first of them. */
export function Toasts() {
  const [container, ask] = useLate(() => import('./toast-container.tsx'));
  const any = useNotifications().notifications.length > 0;
  useEffect(() => {
    if (any) ask();
  });
  return container && <container.ToastContainer />;
}
