import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { frameText } from '../../messages/frame.ts';
import classes from './pick-list.module.css';

/** The dialog that a list to pick from stands in: at the top, so that it does not move as the list gets shorter. */
export function PickFrame(props: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      returnFocus={false}
      size={480}
      padding={0}
      classNames={{ header: classes.header }}
      yOffset="16vh"
      centered={false}
      attributes={{ header: { role: 'presentation' } }}
      closeButtonProps={{ 'aria-label': frameText.close }}
    >
      {props.children}
    </Modal>
  );
}
