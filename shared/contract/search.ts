import * as z from 'zod';
import * as ids from '../model/ids.ts';
import type { Thing } from '../model/memo-rows.ts';
import type { CodingTargetKind } from '../model/vocabulary.ts';
import type { Span } from '../time/spans.ts';
import { procedure, type } from './base.ts';

export const searchKinds = ['turn', 'statement', 'note', 'moment', 'memo'] as const;

const searchRequest = z.object({
  text: z.string().max(200),
  /** Null: the whole study. Memos belong to no session. */
  sessionId: ids.sessionId.nullable(),
  kinds: z.array(z.enum(searchKinds)).default([...searchKinds]),
  limit: z.int().min(1).max(500).default(100),
});
export type SearchRequest = z.infer<typeof searchRequest>;

/**
 * Where something lies on a recording, from its beginning to its end, and what of that is played: its `parts` in order,
 * which are several for a moment in several segments and else the whole. Never empty.
 */
export type Place = { recordingId: ids.RecordingId; startMs: number; endMs: number; parts: Span[] };

/** Where a thing is shown, and what is selected there; null for what it has none of. */
export type Whereabouts = {
  sessionId: ids.SessionId | null;
  /** The moment itself, or the one that it is about. */
  momentId: ids.MomentId | null;
  transcriptId: ids.TranscriptId | null;
  /** The turn itself, or the one whose words it is said of. */
  turnId: ids.TurnId | null;
  /** Of a coding: what it is said of. */
  codedKind: CodingTargetKind | null;
  /** Where it lies on a recording; of a statement, on the session's. Null when nobody knows. */
  place: Place | null;
  /** Of a statement, and of what is said of one: where it is heard in the interview's own recording, if that has one. */
  heard: Place | null;
  /** And where it was said: in ms of the interview, on which the statement is found whatever its recording's clock is worth. */
  said: { interviewId: ids.InterviewId; startMs: number } | null;
};

/** A memo lies where that lies which it is about. */
export type SearchHit = Whereabouts & {
  kind: (typeof searchKinds)[number];
  id: string;
  /** Who marked, wrote, said or spoke it. */
  personId: ids.PersonId | null;
  /** What a memo is about. */
  about: Thing | null;
  /** The words around what was found; U+0002 before and U+0003 after each word. */
  snippet: string;
};

export const searchContract = {
  /**
   * Turns, statements, notes, moments' names and memos with their titles that contain every word (beginnings count; case
   * and accents do not), best first.
   */
  find: procedure.input(searchRequest).output(type<{ hits: SearchHit[]; isMore: boolean }>()),
};
