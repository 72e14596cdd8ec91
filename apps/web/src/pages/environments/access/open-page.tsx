import { Button, Group, Menu, NumberInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconChevronDown, IconWorld } from '@tabler/icons-react';
import { useState } from 'react';
import { client } from '../../../api/client.ts';
import { codeOf } from '../../../api/errors.ts';
import type { Part } from '../../../api/types.ts';
import { accessErrors, accessText } from '../../../messages/access.ts';
import { errorText } from '../../../messages/errors.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import type { Machine } from './machine.ts';
import { Reason } from './reason.tsx';

const MAX_PORT = 65_535;

interface OpenPageProps {
  machine: Machine;
  ports: Part['ports'];
  reason: string | null;
}

/** The pages that a machine's software has, each in a tab of its own. */
export function OpenPage({ machine, ports, reason }: OpenPageProps) {
  const [asking, setAsking] = useState(false);
  const off = reason !== null;
  const web = ports.filter((port) => port.web);
  const trigger = (
    <Button
      size="xs"
      variant="default"
      rightSection={<IconChevronDown size={12} aria-hidden />}
      aria-label={accessText.pageOf(machine.name)}
      data-disabled={off || undefined}
      aria-disabled={off || undefined}
    >
      {accessText.page}
    </Button>
  );
  return (
    <>
      {off ? (
        <Reason reason={reason}>{trigger}</Reason>
      ) : (
        <Menu position="bottom-start">
          <Menu.Target>{trigger}</Menu.Target>
          <Menu.Dropdown>
            {web.length === 0 && <Menu.Label>{accessText.noWeb}</Menu.Label>}
            {web.map(({ port, label }) => (
              <Menu.Item
                key={port}
                leftSection={<IconWorld size={14} aria-hidden />}
                onClick={() => void openPage(machine, port)}
              >
                {accessText.port(label, port)}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => setAsking(true)}>{accessText.otherPort}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {asking && <OtherPort machine={machine} onClose={() => setAsking(false)} />}
    </>
  );
}

function OtherPort({ machine, onClose }: { machine: Machine; onClose: () => void }) {
  const [port, setPort] = useState<number | string>('');
  const [wrong, setWrong] = useState(false);
  const submit = () => {
    if (typeof port !== 'number' || !Number.isInteger(port) || port < 1 || port > MAX_PORT)
      return setWrong(true);
    void openPage(machine, port);
    onClose();
  };
  return (
    <Dialog onClose={onClose} title={accessText.otherTitle(machine.name)} size="sm">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <Text>{accessText.otherText}</Text>
          <NumberInput
            label={accessText.otherLabel}
            value={port}
            onChange={setPort}
            error={wrong ? accessText.otherInvalid : undefined}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            data-autofocus
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {accessText.cancel}
            </Button>
            <Button type="submit">{accessText.open}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

/** The tab opens with the click, which a browser allows, and gets its address once the server has made it. */
async function openPage({ environmentId, component, idx }: Machine, port: number): Promise<void> {
  const tab = window.open('', '_blank');
  if (!tab) return void notifications.show({ message: accessText.blocked });
  // The page is the tenant's: it gets no hold on the page that opened it.
  tab.opener = null;
  try {
    const { url } = await client.access.openPort.mutate({ environmentId, component, idx, port });
    tab.location.replace(url);
  } catch (error) {
    tab.close();
    const code = codeOf(error);
    const { title, text } = accessErrors[code] ?? errorText[code];
    notifications.show({ color: 'danger', title, message: text });
  }
}
