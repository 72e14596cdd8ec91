import { Button, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconBolt, IconPlugConnectedX, IconRefresh } from '@tabler/icons-react';
import type { Site } from '../../../api/types.ts';
import { failureText } from '../../../messages/operator/failures.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import type { Standing } from '../hosts/host-pane.tsx';
import { useFaults } from './use-faults.ts';

const hostsOf = ({ racks }: Site) => racks.reduce((sum, { hosts }) => sum + hosts.length, 0);

/** The operator's switch of a demo world: a host, its rack, its switch or its site fails, or is whole again. */
export function BreakMenu({ standing: { site, rack, host } }: { standing: Standing }) {
  const { provoke, mend } = useFaults();
  const scopes = [
    { scope: 'host', id: host.id, name: host.name },
    { scope: 'rack', id: rack.id, name: failureText.rack(rack.name, rack.hosts.length) },
    { scope: 'site', id: site.id, name: failureText.site(site.name, hostsOf(site)) },
  ] as const;
  const pending = provoke.isPending || mend.isPending;
  const button = useRefocus<HTMLButtonElement>(!pending && provoke.submittedAt + mend.submittedAt);
  const told = (message: (hosts: number) => string) => ({
    onSuccess: ({ hosts }: { hosts: number }) => notifications.show({ message: message(hosts) }),
  });
  const fail = (scope: 'host' | 'rack' | 'site' | 'switch', id: string) =>
    provoke.mutate({ scope, id, minutes: null }, told(failureText.broken));
  return (
    <>
      {provoke.error && <ErrorNotice error={provoke.error} />}
      {mend.error && <ErrorNotice error={mend.error} />}
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <Button ref={button} variant="default" loading={pending}>
            {failureText.breaking}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {scopes.map(({ scope, id, name }) => (
            <Menu.Item key={scope} leftSection={<IconBolt size={14} />} onClick={() => fail(scope, id)}>
              {failureText.power(name)}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconPlugConnectedX size={14} />} onClick={() => fail('switch', rack.id)}>
            {failureText.network(rack.name)}
          </Menu.Item>
          <Menu.Divider />
          {scopes.map(({ scope, id, name }) => (
            <Menu.Item
              key={scope}
              leftSection={<IconRefresh size={14} />}
              onClick={() => mend.mutate({ scope, id }, told(failureText.mended))}
            >
              {failureText.mend(name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
