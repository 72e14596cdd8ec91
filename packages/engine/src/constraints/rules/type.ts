import { message } from '../finding.ts';
import type { Rule } from '../rule.ts';

/** TYPE-1: a part of a type that this catalog version does not have. */
export const typeRule: Rule = {
  ids: ['TYPE-1'],
  check: (model) =>
    model.unknown.map(({ id, name, type }) => ({
      rule: 'TYPE-1',
      level: 'blocker',
      obstructs: true,
      subjects: [id],
      connections: [],
      headline: message('type.headline', { part: id }, { type }),
      because: [message('type.because', { part: id }, { type })],
      candidates: () => [
        {
          action: message('remove.action', { part: id }, { name }),
          effect: message('remove.effect'),
          edit: { do: 'remove', components: [id], connections: [] },
        },
      ],
    })),
};
