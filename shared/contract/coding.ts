import * as z from 'zod';
import { blankCode } from '../model/code-rows.ts';
import type { CodebookChanges } from '../model/codebook.ts';
import { codingTarget } from '../model/coding.ts';
import * as ids from '../model/ids.ts';
import type { CodebookVersionRow } from '../model/rows.ts';
import { instantMs, rowSchemas, shortText } from '../model/rows.ts';
import type { CodingTargetKind } from '../model/vocabulary.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';

const code = rowSchemas.code.shape;
const id = ids.codeId;

/** What a change of the codebook does to what is coded already, counted before it happens. */
export type CodeEffects = {
  /** Codings with this code, by how many coders in how many sessions; and those with the codes below it. */
  codings: number;
  coders: number;
  sessions: number;
  codesBelow: number;
  codingsBelow: number;
  examples: number;
  /** Sets that it is in. */
  sets: number;
  /** When merging: codings that fall together with one that the same coder gave the same target. */
  doubled: number;
  /** When merging into a code that excludes others: codings that would hold together with another of its group. */
  overlapping: number;
  /** When splitting: codings that stay with the code. */
  left: number;
  /** When moving: codes whose counts with descendants lose these codings, and those whose counts gain them. */
  losing: ids.CodeId[];
  gaining: ids.CodeId[];
};

/** A coding with what one needs to tell it from others: times of a span, a label or the words of what it is said of. */
export type CodedThing = {
  id: ids.CodingId;
  kind: CodingTargetKind;
  /** Of codings of moments. */
  momentId: ids.MomentId | null;
  sessionId: ids.SessionId;
  personId: ids.PersonId;
  startMs: number | null;
  endMs: number | null;
  words: string;
};

/** An example's moment as the codebook shows it, and where it is. */
export type ExampleMoment = {
  exampleId: ids.CodeExampleId;
  momentId: ids.MomentId;
  sessionId: ids.SessionId;
  recordingId: ids.RecordingId;
  label: string;
  startMs: number;
};

/** A code made by splitting another; it takes these of its codings. */
const codePart = z.object({
  name: shortText,
  color: code.color,
  definition: code.definition.default(''),
  codingIds: z.array(ids.codingId).max(100_000),
});

const codeChange = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('merge'), id, into: id }),
  z.object({ kind: z.literal('split'), id, parts: z.array(codePart.pick({ codingIds: true })).max(50) }),
  z.object({ kind: z.literal('move'), id, parentId: id.nullable() }),
  z.object({ kind: z.literal('remove'), id }),
]);
export type CodeChange = z.infer<typeof codeChange>;

/** What may be left out where a code is made: then it is as in `blankCode`. */
export const restOfCode = {
  key: code.key.default(blankCode.key),
  definition: code.definition.default(blankCode.definition),
  isCodable: code.isCodable.default(blankCode.isCodable),
  shortLabel: code.shortLabel.default(blankCode.shortLabel),
  whenToUse: code.whenToUse.default(blankCode.whenToUse),
  whenNotToUse: code.whenNotToUse.default(blankCode.whenNotToUse),
  isRetired: code.isRetired.default(blankCode.isRetired),
  kind: code.kind.default(blankCode.kind),
  exclusiveGroup: code.exclusiveGroup.default(blankCode.exclusiveGroup),
  guid: code.guid.default(blankCode.guid),
};

export const codeContract = {
  /** Last among its siblings. Failure: CONFLICT when another code has the key or the guid. */
  create: procedure
    .input(
      writing({
        parentId: id.nullable(),
        name: shortText,
        color: code.color,
        ...restOfCode,
      }),
    )
    .output(type<{ id: ids.CodeId; change: Change }>()),
  /** Failure: CONFLICT when another code that is not retired has the key. */
  update: procedure
    .input(
      writing({
        id,
        name: shortText.optional(),
        color: code.color.optional(),
        key: code.key.optional(),
        definition: code.definition.optional(),
        isCodable: code.isCodable.optional(),
        shortLabel: code.shortLabel.optional(),
        whenToUse: code.whenToUse.optional(),
        whenNotToUse: code.whenNotToUse.optional(),
        isRetired: code.isRetired.optional(),
        kind: code.kind.optional(),
        exclusiveGroup: code.exclusiveGroup.optional(),
      }),
    )
    .output(type<Change>()),
  /** Before the sibling `before`, or last. Failure: INPUT_INVALID when it would end up inside itself. */
  move: procedure
    .input(writing({ id, parentId: id.nullable(), before: id.nullable() }))
    .output(type<Change>()),
  /** What a code was given to, by session and time, at most 2,000: what splitting it divides up. */
  codings: procedure.input(z.object({ id })).output(type<CodedThing[]>()),
  /** The moments that show what it means, with what leads to them. */
  examples: procedure.input(z.object({ id })).output(type<ExampleMoment[]>()),
  /** With its subcodes. Failure: IN_USE while any of them is applied. */
  remove: procedure.input(writing({ id })).output(type<Change>()),
  /** Counts what merge, split, move or remove would do to what is there. Failures: as theirs, but for IN_USE. */
  preview: procedure.input(z.object({ change: codeChange })).output(type<CodeEffects>()),
  /**
   * Gives its codings, subcodes, examples and places in sets to `into`, adds its texts below those of `into`, has
   * saved queries ask for `into`, and removes it. A coder who
   * gave a target both has one coding left there, with both comments. Failure: INPUT_INVALID for itself or a code inside it.
   */
  merge: procedure.input(writing({ id, into: id })).output(type<Change>()),
  /**
   * Makes new codes, right after it or inside it, that take the codings named; the others stay. The parts keep its kind
   * and group, and are in its sets. Failure: INPUT_INVALID for a coding of another code, or one in two parts.
   */
  split: procedure
    .input(writing({ id, place: z.enum(['beside', 'inside']), parts: z.array(codePart).min(1).max(50) }))
    .output(type<{ ids: ids.CodeId[]; change: Change }>()),
};

export const codeExampleContract = {
  /** Failures: CONFLICT when the moment is an example of the code already, INPUT_INVALID for neither moment nor words. */
  add: procedure
    .input(
      writing({ codeId: id, momentId: ids.momentId.nullable(), note: rowSchemas.codeExample.shape.note }),
    )
    .output(type<{ id: ids.CodeExampleId; change: Change }>()),
  update: procedure
    .input(writing({ id: ids.codeExampleId, note: rowSchemas.codeExample.shape.note }))
    .output(type<Change>()),
  remove: procedure.input(writing({ id: ids.codeExampleId })).output(type<Change>()),
};

/** A version as a list shows it. */
export type CodebookVersion = Omit<CodebookVersionRow, 'codes' | 'examples' | 'sets'> & { codeCount: number };

export const codebookContract = {
  snapshot: procedure
    .input(writing({ name: shortText, note: rowSchemas.codebookVersion.shape.note }))
    .output(type<{ id: ids.CodebookVersionId; change: Change }>()),
  /** Newest first. */
  versions: procedure.output(type<CodebookVersion[]>()),
  removeVersion: procedure.input(writing({ id: ids.codebookVersionId })).output(type<Change>()),
  /** From one version to another, or with null to the codebook as it is now. */
  compare: procedure
    .input(z.object({ from: ids.codebookVersionId, to: ids.codebookVersionId.nullable() }))
    .output(type<CodebookChanges>()),
};

const coding = rowSchemas.coding.shape;

/** Units that are given, as against spans that a coder cuts. */
export const unitKind = z.enum(['moment', 'statement', 'turn']);
export type UnitKind = z.infer<typeof unitKind>;

/** Times are the recording's; of a statement, the interview's. */
export type CodingUnit = {
  kind: UnitKind;
  id: string;
  recordingId: ids.RecordingId | null;
  interviewId: ids.InterviewId | null;
  startMs: number | null;
  endMs: number | null;
};

const unitSearch = z.object({
  sessionId: ids.sessionId,
  of: unitKind,
  /** Of turns: of this transcript only. */
  transcriptId: ids.transcriptId.nullable(),
  personId: ids.personId,
  after: z.uuidv7().nullable(),
  direction: z.enum(['next', 'previous']),
});
export type UnitSearch = z.infer<typeof unitSearch>;

type UnitCounts = { moments: number; statements: number; turns: number };
export type CodingProgress = {
  /** How many units there are in each session. */
  sessions: ({ sessionId: ids.SessionId } & UnitCounts)[];
  /** How many of them each coder has coded, who has coded any; and their codings, those of spans among them. */
  coders: ({
    sessionId: ids.SessionId;
    personId: ids.PersonId;
    codings: number;
    spans: number;
  } & UnitCounts)[];
};

export const codingContract = {
  /**
   * Applies the code to the target, or takes it off when this person had applied it to the very same. Of codes that
   * exclude each other it replaces this person's others there; a span ends what holds at its start. Failures:
   * INPUT_INVALID for a code that only groups or is retired, times or offsets outside the target, or a certainty that is
   * not on the study's scale.
   */
  toggle: procedure
    .input(
      writing({
        target: codingTarget,
        codeId: id,
        personId: ids.personId,
        certainty: coding.certainty.default(null),
        comment: coding.comment.default(''),
      }),
    )
    .output(type<{ isApplied: boolean; id: ids.CodingId; change: Change }>()),
  /**
   * A code's key, pressed while the recording plays. A point code marks the instant; a state code begins there, and a
   * second press ends it. Beginning ends whatever of its group holds then.
   */
  press: procedure
    .input(writing({ recordingId: ids.recordingId, atMs: instantMs, codeId: id, personId: ids.personId }))
    .output(type<{ id: ids.CodingId; did: 'began' | 'ended' | 'marked'; change: Change }>()),
  /** Failures as for `toggle`. */
  update: procedure
    .input(
      writing({
        id: ids.codingId,
        codeId: id.optional(),
        startMs: coding.startMs.optional(),
        endMs: coding.endMs.optional(),
        fromOffset: coding.fromOffset.optional(),
        toOffset: coding.toOffset.optional(),
        certainty: coding.certainty.optional(),
        comment: coding.comment.optional(),
      }),
    )
    .output(type<Change>()),
  remove: procedure.input(writing({ id: ids.codingId })).output(type<Change>()),
  /** The next or previous unit this coder has not coded, going round; null when none is left. `left` counts them. */
  nextUnit: procedure.input(unitSearch).output(type<{ unit: CodingUnit | null; left: number }>()),
  /** Of one session, or of all. */
  progress: procedure.input(z.object({ sessionId: ids.sessionId.nullable() })).output(type<CodingProgress>()),
};
