import { Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import {
  IconListDetails,
  IconLogout,
  IconSwitchHorizontal,
  IconUsers,
  IconUserShield,
} from '@tabler/icons-react';
import { Link } from 'react-router';
import { useMe } from '../api/session.ts';
import type { Me } from '../api/types.ts';
import { frameText, roleNames } from '../messages/frame.ts';
import { paths } from '../paths.ts';
import { useLeave } from './use-leave.ts';
import { MenuAt } from '../ui/late/menu-at.tsx';
import type { MenuPlace } from '../ui/late/use-menu-button.ts';
import classes from './frame.module.css';

const THEMES: { value: MantineColorScheme; label: string }[] = [
  { value: 'light', label: frameText.themeLight },
  { value: 'dark', label: frameText.themeDark },
  { value: 'auto', label: frameText.themeSystem },
];

/** What the button with the person's initials opens. */
export function AccountDropdown({ place }: { place: MenuPlace }) {
  const { person, account, accounts, operator } = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useLeave();
  if (!person) return null;
  return (
    <MenuAt place={place} width={260}>
      <div className={classes.menuHead}>
        <strong>{person.name}</strong>
        <span>{person.email}</span>
        {account && <span>{frameText.roleIn(roleNames[account.role], account.name)}</span>}
        {operator && <span>{frameText.operatorRole}</span>}
      </div>
      <Others accounts={accounts.filter(({ id }) => id !== account?.id)} />
      <Menu.Divider />
      <Menu.Label>{frameText.theme}</Menu.Label>
      <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(schemeOf(value))}>
        {THEMES.map(({ value, label }) => (
          <Menu.RadioItem key={value} value={value}>
            {label}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
      {account && (
        <Menu.Item component={Link} to={paths.members()} leftSection={<IconUsers size={16} />}>
          {frameText.members}
        </Menu.Item>
      )}
      {account?.role === 'owner' && (
        <Menu.Item component={Link} to={paths.accountLog()} leftSection={<IconListDetails size={16} />}>
          {frameText.accountLog}
        </Menu.Item>
      )}
      {operator && (
        <Menu.Item component={Link} to={paths.people()} leftSection={<IconUserShield size={16} />}>
          {frameText.people}
        </Menu.Item>
      )}
      {operator && (
        <Menu.Item component={Link} to={paths.platformLog()} leftSection={<IconListDetails size={16} />}>
          {frameText.platformLog}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
        {frameText.signOut}
      </Menu.Item>
    </MenuAt>
  );
}

/** The person's other accounts. A new document drops what was loaded of this one, after asking about unsaved work. */
function Others({ accounts }: { accounts: Me['accounts'] }) {
  if (accounts.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      {accounts.map(({ id, name, role }) => (
        <Menu.Item
          key={id}
          leftSection={<IconSwitchHorizontal size={16} />}
          onClick={() => window.location.assign(paths.designsOf(id))}
        >
          {frameText.switchTo(name, roleNames[role])}
        </Menu.Item>
      ))}
    </>
  );
}

function schemeOf(value: string): MantineColorScheme {
  return THEMES.find((theme) => theme.value === value)?.value ?? 'auto';
}
