import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';
import classes from './toasts.module.css';

/** Below the top bar, in the middle: at the edges are the inspector, the failures, and the world's time. */
export function ToastContainer() {
  return <Notifications position="top-center" className={classes.toasts} />;
}
