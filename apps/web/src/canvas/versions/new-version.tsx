import { Button } from '@mantine/core';
import { IconStack2 } from '@tabler/icons-react';
import { savedText } from '../../messages/designer/versions.ts';
import { useDesigner } from '../store/designer.ts';
import { refuse } from '../store/session-store.ts';
import { useAbstractions } from '../abstractions/actions.ts';
import { draftOfVersion } from '../abstractions/drafting.ts';

/** In the source design of an abstraction: opens the panel where it becomes a newer version. */
export function NewVersionButton() {
  const designer = useDesigner();
  const { sourceOf } = useAbstractions();
  const { session, library } = designer;
  const abstraction = library.getState().saved.find(({ id }) => id === sourceOf);
  if (!abstraction) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconStack2 size={16} stroke={1.5} aria-hidden />}
      onClick={() => {
        const draft = draftOfVersion(designer, abstraction);
        if (draft === null || draft.ids.length === 0) refuse(session, savedText.nothingNew);
        else session.setState({ draft, panels: true });
      }}
    >
      {savedText.newVersion}
    </Button>
  );
}
