import * as z from 'zod';
import * as ids from '../model/ids.ts';
import { memoRowSchemas, thing } from '../model/memo-rows.ts';
import type { LinkRow, MemoRow } from '../model/rows.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';

const memo = memoRowSchemas.memo.shape;
const link = memoRowSchemas.link.shape;

/** What hangs on something, or with null everything of the study. Empty while a recall interview is held. */
const about = z.object({ about: thing.nullable() });

export const memoContract = {
  add: procedure
    .input(writing({ about: thing, title: memo.title.default(''), body: memo.body }))
    .output(type<{ id: ids.MemoId; change: Change }>()),
  update: procedure
    .input(writing({ id: ids.memoId, title: memo.title.optional(), body: memo.body.optional() }))
    .output(type<Change>()),
  remove: procedure.input(writing({ id: ids.memoId })).output(type<Change>()),
  list: procedure.input(about).output(type<{ seq: number; memos: MemoRow[] }>()),
};

export const linkContract = {
  /** Failure: INPUT_INVALID for a thing with itself. */
  add: procedure
    .input(writing({ from: thing, to: thing, relation: link.relation.default('') }))
    .output(type<{ id: ids.LinkId; change: Change }>()),
  update: procedure.input(writing({ id: ids.linkId, relation: link.relation })).output(type<Change>()),
  remove: procedure.input(writing({ id: ids.linkId })).output(type<Change>()),
  /** At either end. */
  list: procedure.input(about).output(type<{ seq: number; links: LinkRow[] }>()),
};
