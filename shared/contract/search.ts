import * as z from 'zod';
import * as ids from '../model/ids.ts';
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

export type SearchHit = {
  kind: (typeof searchKinds)[number];
  id: string;
  /** Of a memo: of what it is about, if that is of one. */
  sessionId: ids.SessionId | null;
  /** Who marked, wrote, said or spoke it. */
  personId: ids.PersonId | null;
  momentId: ids.MomentId | null;
  interviewId: ids.InterviewId | null;
  transcriptId: ids.TranscriptId | null;
  /** What a memo is about. */
  targetKind: string | null;
  targetId: string | null;
  /** The words around what was found; U+0002 before and U+0003 after each word. */
  snippet: string;
  /** Where it lies on a recording; of a statement, on the session's. Null when nobody knows. */
  place: Place | null;
  /** Of a statement: where it is heard in the interview's own recording. */
  heard: Place | null;
};

export const searchContract = {
  /**
   * Turns, statements, notes, moments' names and memos that contain every word (beginnings count; case and accents do
   * not), best first.
   */
  find: procedure.input(searchRequest).output(type<{ hits: SearchHit[]; isMore: boolean }>()),
};
