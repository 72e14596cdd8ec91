import { check } from '@patchbay/engine/constraints';
import { expect, it } from 'vitest';
import { BASIC_RULES } from '../../../../../packages/engine/test/cases/basic-rules.ts';
import { JOIN_RULES } from '../../../../../packages/engine/test/cases/join-rules.ts';
import { MACHINE_RULES } from '../../../../../packages/engine/test/cases/machine-rules.ts';
import { REACH_RULES } from '../../../../../packages/engine/test/cases/reach-rules.ts';
import { findingText } from '../../messages/findings.ts';
import { catalog } from '../test/designs.ts';
import { sentenceOf, SLOT } from './sentence.ts';

const ROWS = [...BASIC_RULES, ...MACHINE_RULES, ...REACH_RULES, ...JOIN_RULES];

it.each(ROWS)('$rule leaves no slot of a sentence empty: $what', ({ rule, fails: { document } }) => {
  const findings = check(document, catalog).filter((finding) => finding.rule === rule);
  const messages = findings.flatMap(({ headline, because, fixes }) => [
    headline,
    ...because,
    ...fixes.flatMap(({ action, effect }) => [action, effect]),
  ]);
  expect(messages.length).toBeGreaterThan(1);
  for (const message of messages) {
    for (const [, plain, key = ''] of (findingText[message.code] ?? '').matchAll(SLOT)) {
      const known = (plain === '' && message.refs[key] !== undefined) || message.values[key] !== undefined;
      expect(known, `${message.code}: ${key}`).toBe(true);
    }
    expect(sentenceOf(message, (id) => document.components[id]?.name)).not.toMatch(/[{}]|undefined| {2}| $/);
  }
});
