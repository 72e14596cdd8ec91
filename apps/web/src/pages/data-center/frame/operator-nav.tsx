import { NavLink } from 'react-router';
import { operatorText } from '../../../messages/operator/frame.ts';
import { paths } from '../../../paths.ts';
import classes from './frame.module.css';

/** The operator's pages beside the tree. */
const PAGES = [
  { to: paths.hosts(), label: operatorText.hosts },
  { to: paths.inventory(), label: operatorText.inventory },
  { to: paths.pools(), label: operatorText.pools },
  { to: paths.maintenance(), label: operatorText.maintenance },
  { to: paths.unmetDemand(), label: operatorText.demand },
  { to: paths.prices(), label: operatorText.prices },
  { to: paths.catalog(), label: operatorText.catalog },
  { to: paths.tiers(), label: operatorText.tiers },
];

export function OperatorNav() {
  return (
    <ul className={classes.pages} aria-label={operatorText.pages}>
      {PAGES.map(({ to, label }) => (
        <li key={to}>
          <NavLink to={to} end>
            {label}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
