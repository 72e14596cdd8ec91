import type { ComponentType } from 'react';
import type { Me } from '../api/types.ts';
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

/** A page that one can go to from anywhere. */
export interface Place {
  readonly label: string;
  readonly to: string;
  /** The letter that goes there after `G`. */
  readonly key: string | null;
  /** Its picture; those that have one are on the rail. */
  readonly icon: ComponentType | null;
  readonly for: 'members' | 'owners' | 'operators';
}

const PLACES: readonly Place[] = [
  { label: frameText.design, to: paths.designs(), key: 'D', icon: DesignIcon, for: 'members' },
  { label: frameText.market, to: paths.market(), key: 'M', icon: MarketIcon, for: 'members' },
  { label: frameText.schedule, to: paths.schedule(), key: 'S', icon: ScheduleIcon, for: 'members' },
  { label: frameText.live, to: paths.environments(), key: 'L', icon: LiveIcon, for: 'members' },
  { label: frameText.usage, to: paths.usage(), key: 'U', icon: UsageIcon, for: 'members' },
  { label: frameText.abstractions, to: paths.abstractions(), key: null, icon: null, for: 'members' },
  { label: frameText.members, to: paths.members(), key: null, icon: null, for: 'members' },
  { label: frameText.accountLog, to: paths.accountLog(), key: null, icon: null, for: 'owners' },
  { label: frameText.dataCenter, to: paths.dataCenter(), key: 'O', icon: DataCenterIcon, for: 'operators' },
  { label: frameText.people, to: paths.people(), key: null, icon: null, for: 'operators' },
  { label: frameText.platformLog, to: paths.platformLog(), key: null, icon: null, for: 'operators' },
];

/** Where somebody may go, in the order of the rail. */
export function placesFor({ account, operator }: Pick<Me, 'account' | 'operator'>): readonly Place[] {
  const may = { members: account !== null, owners: account?.role === 'owner', operators: operator };
  return PLACES.filter((place) => may[place.for]);
}
