import type { Message } from '@patchbay/engine/constraints';
import { ownerOf } from '@patchbay/engine/design';
import { PartIcon } from '../marks/part-icon.tsx';
import { nameIn } from '../store/analysis.ts';
import { useAnalysis, useDesigner } from '../store/designer.ts';
import { focusPart, select } from '../store/session-store.ts';
import { piecesOf, sentenceIn } from './sentence.ts';
import classes from './findings.module.css';

export function useSentence(): (message: Message) => string {
  return sentenceIn(useAnalysis());
}

/** A message whose objects are links that select them. */
export function MessageText({ message, icons = false }: { message: Message; icons?: boolean }) {
  const analysis = useAnalysis();
  const pieces = piecesOf(message, (id) => nameIn(analysis, id));
  return pieces.map((piece, index) =>
    'ref' in piece ? (
      <PartLink key={index} id={piece.ref} icon={icons} />
    ) : (
      <span key={index}>{piece.text}</span>
    ),
  );
}

/** The name of a part, as a link that selects it and brings it into view. */
export function PartLink({
  id,
  icon = false,
  plain = false,
}: {
  id: string;
  icon?: boolean;
  plain?: boolean;
}) {
  const { session } = useDesigner();
  const analysis = useAnalysis();
  const part = analysis.model.byId.get(id) ?? analysis.flat.byId.get(id);
  const name = nameIn(analysis, id);
  return (
    <button
      type="button"
      className={plain ? classes.plain : classes.link}
      onClick={(event) => {
        event.stopPropagation();
        select(session, ownerOf(id));
        focusPart(session);
      }}
    >
      {icon && part && <PartIcon type={part.type} size={14} />}
      {plain ? <span title={name}>{name}</span> : name}
    </button>
  );
}
