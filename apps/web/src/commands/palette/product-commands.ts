import { useMantineColorScheme } from '@mantine/core';
import {
  IconArrowUp,
  IconDeviceDesktop,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconSun,
  IconSwitchHorizontal,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useMe } from '../../api/session.ts';
import { upOf } from '../../frame/up.ts';
import { useLeave } from '../../frame/use-leave.ts';
import { commandsText, keySheetText } from '../../messages/frame/commands.ts';
import { frameText, roleNames } from '../../messages/frame.ts';
import { paths } from '../../paths.ts';
import type { Command } from '../command.ts';
import { showOverlay } from '../overlay.ts';
import { placesFor } from '../places.ts';
import type { CommandGroup } from './find.ts';

const THEMES = [
  { scheme: 'light', name: frameText.themeLight, icon: IconSun },
  { scheme: 'dark', name: frameText.themeDark, icon: IconMoon },
  { scheme: 'auto', name: frameText.themeSystem, icon: IconDeviceDesktop },
] as const;

/** What can be done from any page: go to another, change the theme or the account, leave. */
export function useProductCommands(): CommandGroup[] {
  const me = useMe();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const leave = useLeave();
  const up = upOf();
  const places = placesFor(me).map(
    ({ label, to, key, icon }): Command => ({
      id: `go ${to}`,
      label,
      icon: icon ?? undefined,
      keys: key === null ? undefined : `G ${key}`,
      run: () => void navigate(to),
    }),
  );
  const themes = THEMES.map(
    ({ scheme, name, icon }): Command => ({
      id: `theme ${scheme}`,
      label: commandsText.theme(name),
      icon,
      reason: colorScheme === scheme ? commandsText.themeIsOn : null,
      run: () => setColorScheme(scheme),
    }),
  );
  const others = me.accounts.filter(({ id }) => id !== me.account?.id);
  return [
    {
      title: commandsText.goTo,
      commands: [
        ...(up
          ? [
              {
                id: 'up',
                label: commandsText.up(up.label),
                icon: IconArrowUp,
                run: () => void navigate(up.to),
              },
            ]
          : []),
        ...places,
      ],
    },
    {
      title: commandsText.product,
      commands: [
        {
          id: 'keys',
          label: keySheetText.title,
          icon: IconKeyboard,
          keys: '?',
          run: () => showOverlay('keys'),
        },
        ...themes,
        ...others.map(({ id, name, role }) => ({
          id: `account ${id}`,
          label: frameText.switchTo(name, roleNames[role]),
          icon: IconSwitchHorizontal,
          run: () => window.location.assign(paths.designsOf(id)),
        })),
        { id: 'sign-out', label: frameText.signOut, icon: IconLogout, run: () => void leave() },
      ],
    },
  ];
}
