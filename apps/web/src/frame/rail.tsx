import { NavLink } from 'react-router';
import type { Me } from '../api/types.ts';
import { placesFor } from '../commands/places.ts';
import { frameText } from '../messages/frame.ts';
import classes from './frame.module.css';

export function Rail({ me }: { me: Me }) {
  return (
    <nav className={classes.rail} aria-label={frameText.rail}>
      {placesFor(me).map(
        ({ to, label, icon: Shape }) =>
          Shape && (
            <NavLink key={to} to={to}>
              <Shape />
              <span>{label}</span>
            </NavLink>
          ),
      )}
    </nav>
  );
}
