import * as z from 'zod';
import { instantMs, wallMs } from './fields.ts';
import * as ids from './ids.ts';
import { codingTargetKind } from './vocabulary.ts';

/** Characters from the start of a turn's text, in UTF-16 code units, as strings count them. */
const textOffset = z.int().min(0).max(100_000);

/** What a coding is said of. */
export const codingTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('moment'), momentId: ids.momentId }),
  z.object({ kind: z.literal('statement'), statementId: ids.statementId }),
  z.object({
    kind: z.literal('passage'),
    turnId: ids.turnId,
    fromOffset: textOffset,
    toOffset: textOffset,
  }),
  z.object({ kind: z.literal('span'), recordingId: ids.recordingId, startMs: instantMs, endMs: instantMs }),
]);
export type CodingTarget = z.infer<typeof codingTarget>;

/** One point of the scale on which a coder says how sure they are. */
export const certaintyPoint = z.object({ value: z.number(), label: z.string().trim().min(1).max(100) });

export const codingRow = z.object({
  id: ids.codingId,
  sessionId: ids.sessionId,
  codeId: ids.codeId,
  targetKind: codingTargetKind,
  /** Set when the target is a moment. */
  momentId: ids.momentId.nullable(),
  /** Set when it is a recall statement. */
  statementId: ids.statementId.nullable(),
  /** Set, with both offsets, when it is a passage of a transcript. Of no length when its text was deleted. */
  turnId: ids.turnId.nullable(),
  fromOffset: textOffset.nullable(),
  toOffset: textOffset.nullable(),
  /** Set, with `startMs`, when the target is a span of a recording. A point has no length; `endMs` is null while it goes on. */
  recordingId: ids.recordingId.nullable(),
  startMs: instantMs.nullable(),
  endMs: instantMs.nullable(),
  /** The coder. */
  personId: ids.personId,
  /** A value of the study's scale; null: not said. */
  certainty: z.number().nullable(),
  comment: z.string().max(10_000),
  createdAt: wallMs,
});

/** Fields of a row that say what it is about; those of other kinds are null. */
export function targetFields(target: CodingTarget) {
  const none = {
    momentId: null,
    statementId: null,
    turnId: null,
    fromOffset: null,
    toOffset: null,
    recordingId: null,
    startMs: null,
    endMs: null,
  };
  const { kind, ...fields } = target;
  return { ...none, ...fields, targetKind: kind };
}
