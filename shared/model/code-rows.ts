import * as z from 'zod';
import { longText, shortText, wallMs } from './fields.ts';
import * as ids from './ids.ts';

const colour = z.string().regex(/^#[0-9a-f]{6}$/);

/** Whether a code holds over a span, or happens at an instant: what its key does while the recording plays. */
const codeKinds = ['state', 'point'] as const;
const codeKind = z.enum(codeKinds);

/** Longest texts of a code, in characters; what a file brings beyond them is cut and listed. */
export const codebookLimits = {
  name: 200,
  shortLabel: 40,
  group: 100,
  text: 100_000,
  example: 2000,
} as const;

const code = z.object({
  id: ids.codeId,
  parentId: ids.codeId.nullable(),
  name: shortText,
  color: colour,
  /** The key that applies it on the desk: one digit or letter; of one code only, those retired not counted. */
  key: z
    .string()
    .regex(/^[0-9a-z]$/)
    .nullable(),
  definition: longText,
  /** Otherwise it only groups others. */
  isCodable: z.boolean(),
  position: z.number(),
  /** For narrow tiers and tables; empty: the name. */
  shortLabel: z.string().trim().max(codebookLimits.shortLabel),
  whenToUse: longText,
  whenNotToUse: longText,
  /** Not applied any more; what it was applied to stays. */
  isRetired: z.boolean(),
  kind: codeKind,
  /** Of the codes that name the same group, each coder has one at a time. */
  exclusiveGroup: z.string().trim().min(1).max(codebookLimits.group).nullable(),
  /** The guid under which other programs know it, in lower case; null: its own id. */
  guid: z.guid().lowercase().nullable(),
});

/** What shows what a code means: a moment, or the words of one that is not here, or both. */
const codeExample = z.object({
  id: ids.codeExampleId,
  codeId: ids.codeId,
  momentId: ids.momentId.nullable(),
  note: z.string().max(codebookLimits.example),
});

/** Codes that somebody put together beside the tree: one may be in any number of sets. */
const codeSet = z.object({
  id: ids.codeSetId,
  name: shortText,
  description: longText,
  /** As a code's. A guid that a file gives is never the id: memos and erasures go by ids alone, and it could be any row's. */
  guid: z.guid().lowercase().nullable(),
});

const codeSetMember = z.object({ id: ids.codeSetMemberId, setId: ids.codeSetId, codeId: ids.codeId });

export const codeRowSchemas = {
  code,
  codeExample,
  codeSet,
  codeSetMember,
  /** The codebook as it stood once: whole rows, so that it can be read when every one of them is gone. */
  codebookVersion: z.object({
    id: ids.codebookVersionId,
    name: shortText,
    note: longText,
    personId: ids.personId.nullable(),
    madeAt: wallMs,
    codes: z.array(code),
    examples: z.array(codeExample),
    sets: z.array(codeSet.extend({ codeIds: z.array(ids.codeId) })),
  }),
} as const;

/** What a codebook file may say of a code or say nothing about, besides its name and its examples. */
export const codeFileFields = [
  'parentId',
  'color',
  'key',
  'definition',
  'isCodable',
  'shortLabel',
  'whenToUse',
  'whenNotToUse',
  'isRetired',
  'kind',
  'exclusiveGroup',
] as const satisfies readonly (keyof z.infer<typeof code>)[];
export type CodeFileField = (typeof codeFileFields)[number];

/** The same of a set, besides its name. */
export const codeSetFileFields = ['description', 'codeIds'] as const;
export type CodeSetFileField = (typeof codeSetFileFields)[number];

/** A code of which nothing but its name, place and colour is said. */
export const blankCode = {
  key: null,
  definition: '',
  isCodable: true,
  shortLabel: '',
  whenToUse: '',
  whenNotToUse: '',
  isRetired: false,
  kind: 'state',
  exclusiveGroup: null,
  guid: null,
} as const satisfies Partial<z.infer<typeof code>>;
