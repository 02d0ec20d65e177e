import { expect, test } from 'vitest';
import type { CodeId, CodeSetId } from '../../../shared/model/ids.ts';
import { type QueryClause, query as querySchema } from '../../../shared/model/query.ts';
import { clauseKinds, codesChosen, completedQuery, emptyQuery, newClause, withSet } from './draft.ts';

const codeId = '01890a5d-ac96-774b-bcce-b302099a8057' as CodeId;
const code: QueryClause = {
  kind: 'code',
  codeIds: [codeId],
  match: 'any',
  withDescendants: true,
  coderIds: null,
};

test('a condition that says nothing yet asks nothing, wherever it stands, and what is left is a query', () => {
  const blank = clauseKinds.map((kind) => newClause(kind, null)).filter((each) => each !== null);
  const { where } = completedQuery({ of: 'codings', where: { kind: 'all', of: blank } });
  // A nearness to anything says something as it stands.
  expect(where).toMatchObject({ kind: 'all', of: [{ kind: 'near', where: { kind: 'all', of: [] } }] });

  const nested: QueryClause = {
    kind: 'any',
    of: [
      { kind: 'not', of: { kind: 'text', text: '  ' } },
      { kind: 'all', of: [] },
      { kind: 'near', to: 'stops', where: { kind: 'all', of: blank }, withinMs: 60_000, side: 'before' },
      code,
    ],
  };
  const made = completedQuery({ of: 'moments', where: nested });
  expect(made.where).toMatchObject({ kind: 'any', of: [{ kind: 'near' }, code] });
  expect(querySchema.safeParse(made).success).toBe(true);
  expect(completedQuery({ of: 'moments', where: { kind: 'any', of: [] } })).toEqual(emptyQuery);
});

test('what a coding is said of goes when something else is looked for', () => {
  const target: QueryClause = { kind: 'target', targets: ['span'] };
  const where: QueryClause = { kind: 'all', of: [target, { kind: 'not', of: target }, code] };
  expect(withSet({ of: 'codings', where }, 'codings').where).toEqual(where);
  expect(withSet({ of: 'codings', where }, 'stops').where).toEqual({ kind: 'all', of: [code] });
});

test('a set stands for its codes, each of them once, and a code that is gone stays asked for', () => {
  const [a, b, c] = ['a', 'b', 'c'] as CodeId[];
  const [pilot, paper] = ['pilot', 'paper'] as CodeSetId[];
  if (!a || !b || !c || !pilot || !paper) throw new Error('no ids');
  const sets = [
    { id: pilot, codeIds: [b, a] },
    { id: paper, codeIds: [c] },
  ];
  expect(codesChosen([pilot, a, codeId], sets)).toEqual([b, a, codeId]);
  expect(codesChosen([a, c], sets)).toEqual([a, c]);
});
