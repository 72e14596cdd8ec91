import { useQuery } from '@tanstack/react-query';
import { IconFlask } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { meOptions } from '../../api/session.ts';
import { frameText } from '../../messages/frame.ts';
import { sessionText } from '../../messages/session.ts';
import { LogoIcon } from '../../ui/icons/index.tsx';
import classes from './session.module.css';

/** The one card of the pages in front of the frame. */
export function SessionCard(props: {
  title: string;
  lead: string;
  children?: ReactNode;
  footer?: ReactNode;
}) {
  const { data: me } = useQuery(meOptions());
  useEffect(() => {
    document.title = `${props.title} · ${frameText.product}`;
  }, [props.title]);
  return (
    <main className={classes.page}>
      <div className={classes.column}>
        <div className={classes.brand}>
          <LogoIcon size={26} />
          <span>{frameText.product}</span>
        </div>
        <section className={classes.card}>
          <h1>{props.title}</h1>
          <p className={classes.lead}>{props.lead}</p>
          {props.children}
        </section>
        {props.footer && <p className={classes.footer}>{props.footer}</p>}
        {me?.world.demo && (
          <aside className={classes.demo} aria-label={sessionText.demoTitle}>
            <IconFlask size={16} aria-hidden />
            <div>
              <strong>{sessionText.demoTitle}</strong>
              <p>{sessionText.demoText}</p>
            </div>
          </aside>
        )}
      </div>
    </main>
  );
}
