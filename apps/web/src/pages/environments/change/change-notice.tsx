import { can } from '@patchbay/engine/reservation';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useNoSpending } from '../../../api/may.ts';
import type { Environment } from '../../../api/types.ts';
import { applyText } from '../../../messages/live/change.ts';
import { Band } from '../../../ui/feedback/band.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { ChangeDialog } from './change-dialog.tsx';

/** Says that the design has been changed since, and leads to what applying that would do. */
export function ChangeNotice({ environment }: { environment: Environment }) {
  const stopped = useNoSpending();
  const [params, setParams] = useSearchParams();
  const [reviewing, setReviewing] = useState(params.has('review'));
  const { revision, newestRevision, changing, state, waitsFor } = environment;
  const close = () => {
    setReviewing(false);
    if (params.has('review')) setParams({}, { replace: true });
  };
  if (changing) return <Band glyph="working" title={applyText.applying} text={applyText.applyingText} />;
  if (
    newestRevision === null ||
    newestRevision <= revision ||
    !can.switchMachines(state) ||
    waitsFor !== null
  )
    return null;
  return (
    <Band glyph="advice" title={applyText.title(newestRevision)} text={applyText.text(revision)}>
      <ReasonedButton size="xs" variant="default" reason={stopped} onClick={() => setReviewing(true)}>
        {applyText.review}
      </ReasonedButton>
      {reviewing && <ChangeDialog environment={environment} revision={newestRevision} onClose={close} />}
    </Band>
  );
}
