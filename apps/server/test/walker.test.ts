import { describe, expect, it } from 'vitest';
import { PROCEDURES } from './procedures.ts';
import { inputFor } from './walker-inputs.ts';

describe('policies', () => {
  it('every procedure declares one, and takes nothing but strict objects', () => {
    expect(PROCEDURES.filter(({ policy }) => policy === undefined)).toEqual([]);
    const loose = PROCEDURES.filter(({ inputs }) =>
      inputs.some(
        (input) =>
          !input.safeParse({ surprise: 1 }).error?.issues.some((issue) => issue.code === 'unrecognized_keys'),
      ),
    );
    expect(loose.map(({ path }) => path)).toEqual([]);
  });

  it('every procedure that takes an input has one to be walked with (test/walls)', () => {
    const bare = PROCEDURES.filter(
      ({ path, inputs }) =>
        inputs.some((input) => !input.safeParse(undefined).success) && inputFor(path, {}, 'x') === undefined,
    );
    expect(bare.map(({ path }) => path)).toEqual([]);
  });

  it('is the matrix that was reviewed', () => {
    expect(PROCEDURES.map(({ path, form, policy }) => `${policy} ${form} ${path}`).sort()).toMatchSnapshot();
  });
});
