import * as z from 'zod';
import * as ids from '../model/ids.ts';
import { memoRowSchemas, type Thing, thing } from '../model/memo-rows.ts';
import type { LinkRow, MemoRow } from '../model/rows.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';
import type { Whereabouts } from './search.ts';

const memo = memoRowSchemas.memo.shape;
const link = memoRowSchemas.link.shape;

/** A thing as a list of links or a picker shows it: what it is called, and where to go for it. */
export type ThingFacts = Thing &
  Whereabouts & {
    /** In its own words: label, title, or the beginning of its text; empty when it has none. */
    name: string;
    /** Also of what has no place on it: the recording itself, a transcript. */
    recordingId: ids.RecordingId | null;
    interviewId: ids.InterviewId | null;
    /** What a memo is about. */
    about: Thing | null;
  };

export const thingContract = {
  /** Those that are there, in the order asked for. Empty while a recall interview is held, as memos and links are. */
  describe: procedure
    .input(z.object({ things: z.array(thing).max(200) }))
    .output(type<{ things: ThingFacts[] }>()),
};

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
  /**
   * Removes it if nobody ever wrote in it, also not what was taken back since, and nothing hangs on it. Null when it
   * stays, or is gone already.
   */
  removeUnwritten: procedure.input(writing({ id: ids.memoId })).output(type<Change | null>()),
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
