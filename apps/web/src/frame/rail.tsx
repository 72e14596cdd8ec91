import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { frameText } from '../messages/frame.ts';
import { paths } from '../paths.ts';
import {
  DataCenterIcon,
  DesignIcon,
  LiveIcon,
  MarketIcon,
  ScheduleIcon,
  UsageIcon,
} from '../ui/icons/index.tsx';
import classes from './frame.module.css';

interface RailItem {
  readonly label: string;
  readonly to: string;
  readonly icon: ReactNode;
}

const MEMBER_ITEMS: readonly RailItem[] = [
  { label: frameText.design, to: paths.designs(), icon: <DesignIcon /> },
  { label: frameText.market, to: paths.market(), icon: <MarketIcon /> },
  { label: frameText.schedule, to: paths.schedule(), icon: <ScheduleIcon /> },
  { label: frameText.live, to: paths.environments(), icon: <LiveIcon /> },
  { label: frameText.usage, to: paths.usage(), icon: <UsageIcon /> },
];

const OPERATOR_ITEM: RailItem = {
  label: frameText.dataCenter,
  to: paths.dataCenter(),
  icon: <DataCenterIcon />,
};

export function Rail({ member, operator }: { member: boolean; operator: boolean }) {
  const items = [...(member ? MEMBER_ITEMS : []), ...(operator ? [OPERATOR_ITEM] : [])];
  return (
    <nav className={classes.rail} aria-label={frameText.rail}>
      {items.map((item) => (
        <NavLink key={item.to} to={item.to}>
          {item.icon}
          <span>{item.label}</span>
        </NavLink>
      ))}
    </nav>
  );
}
