import { ActionIcon } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconX } from '@tabler/icons-react';
import { trpc } from '../../../api/client.ts';
import { failureOf } from '../../../api/errors.ts';
import type { Probe, Site } from '../../../api/types.ts';
import { addHostText } from '../../../messages/hosts.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { region } from '../../../ui/layout/region.ts';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import { AddressForm } from './address-form.tsx';
import { OfferForm } from './offer-form.tsx';
import { ProbeResult } from './probe-result.tsx';
import classes from './add-host.module.css';

interface AddHostProps {
  sites: readonly Site[];
  onAdded: (hostId: string) => void;
  onShow: (hostName: string) => void;
  onClose: () => void;
}

/** First what stands behind an address, then what of it is offered, where and under which name. */
export function AddHost({ sites, onAdded, onShow, onClose }: AddHostProps) {
  const probe = useMutation(trpc.dataCenter.probe.mutationOptions());
  const result = useRefocus<HTMLHeadingElement>(probe.isSuccess);
  const found = probe.data ?? null;
  const asked = probe.variables?.address ?? '';
  return (
    <section {...region} className={classes.panel} aria-labelledby="add-host">
      <div className={classes.head}>
        <div>
          <h2 id="add-host">{addHostText.add}</h2>
          <p>{addHostText.lead}</p>
        </div>
        <ActionIcon aria-label={addHostText.close} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      <div className={classes.columns}>
        <div className={classes.column}>
          <AddressForm
            pending={probe.isPending}
            refused={probe.isError}
            done={found !== null}
            // What another address said must not be taken for this one's.
            onChange={probe.reset}
            onProbe={(address) => probe.mutate({ address })}
          />
          {probe.error && (
            <ErrorNotice error={probe.error} instead={{ BAD_INPUT: refusal(probe.error, asked) }} />
          )}
          {found && <ProbeResult probe={found} heading={result} onShow={onShow} />}
        </div>
        <OfferSide probe={found} address={asked} sites={sites} onAdded={onAdded} onClose={onClose} />
      </div>
    </section>
  );
}

function refusal(error: unknown, address: string) {
  return failureOf(error).issues.includes('address')
    ? addHostText.noEngineThere
    : addHostText.noAnswer(address);
}

interface OfferSideProps {
  probe: Probe | null;
  address: string;
  sites: readonly Site[];
  onAdded: (hostId: string) => void;
  onClose: () => void;
}

function OfferSide({ probe, address, sites, onAdded, onClose }: OfferSideProps) {
  if (probe === null || probe.hostName !== null)
    return (
      <div className={classes.column}>
        <h3>{addHostText.offer}</h3>
        <p className={classes.quiet}>
          {probe?.hostName ? addHostText.known(probe.hostName) : addHostText.probeFirst}
        </p>
      </div>
    );
  return (
    <OfferForm
      key={address}
      probe={probe}
      address={address}
      sites={sites}
      onAdded={onAdded}
      onClose={onClose}
    />
  );
}
