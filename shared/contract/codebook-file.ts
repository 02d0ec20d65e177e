import * as z from 'zod';
import type { CodebookFinding } from '../interchange/codebook/codebook.ts';
import { type CodebookFormat, codebookFormats } from '../interchange/codebook/read-codebook.ts';
import type { TextEncoding } from '../interchange/encodings.ts';
import { textEncodings } from '../interchange/encodings.ts';
import { codeFileFields } from '../model/code-rows.ts';
import * as ids from '../model/ids.ts';
import { rowSchemas } from '../model/rows.ts';
import type { ExportFile } from './app.ts';
import { procedure, type, writing } from './base.ts';
import type { Change } from './changes.ts';
import { type ImportedSet, importedSet } from './code-set.ts';
import { restOfCode } from './coding.ts';
import { use } from './consent.ts';
import { exporting } from './log.ts';

/** Five megabytes, in base64. A codebook of 2,000 codes is a tenth of that. */
export const codebookFileLimit = 5_000_000;

const code = rowSchemas.code.shape;

/** A code as a file brought it; `ref` names it within the file. */
const importedCode = z.object({
  ref: z.string().min(1).max(200),
  parentRef: z.string().max(200).nullable(),
  name: code.name,
  color: code.color,
  ...restOfCode,
  /** Words, and the moment they are of where it is in this study. */
  examples: z
    .array(z.object({ momentId: ids.momentId.nullable(), note: rowSchemas.codeExample.shape.note }))
    .max(1000)
    .default([]),
  /** Fields that the file says nothing of: a code that is here already keeps its own. */
  unsaid: z.array(z.enum(codeFileFields)).default([]),
});
export type ImportedCode = z.infer<typeof importedCode>;

export type CodebookImported = {
  change: Change;
  created: number;
  updated: number;
  kept: number;
  /** Keys that another code has: imported without. */
  keysTaken: { ref: string; key: string; by: string }[];
};

/** A codebook file as it would come in: nothing is written yet. `codes` is null when it was refused; `findings` say why. */
export type CodebookFile = {
  format: CodebookFormat;
  encoding: TextEncoding;
  codes: ImportedCode[] | null;
  sets: ImportedSet[];
  /** How many of the codes are known here by their guid. */
  known: number;
  /** How many of those lie elsewhere in the file, and would move if they took on what it says. */
  moved: number;
  findings: CodebookFinding[];
};

export const codebookFileContract = {
  /** Reads a file; `import` then takes its codes in. Failures: as `readCodebook`. */
  read: procedure
    .input(
      z.object({
        bytes: z.base64().max(Math.ceil(codebookFileLimit / 3) * 4),
        encoding: z.enum(textEncodings).optional(),
      }),
    )
    .output(type<CodebookFile>()),
  /**
   * Adds the codes of a file, in its order, after those that are there. A code whose guid is known here is left, or
   * with `onKnown: 'update'` takes on what the file says, its parent too. Examples that are not there yet are added; of
   * moments that are not here, the words. A set whose guid is known is left but for the codes that the file brings, or
   * takes on what the file says; codes that the file does not hold stay in it. Failures: INPUT_INVALID for a ref or guid
   * given twice, a parent or a code of a set that is not there, or a ring.
   */
  import: procedure
    .input(
      writing({
        codes: z.array(importedCode).min(1).max(20_000),
        sets: z.array(importedSet).max(20_000).default([]),
        onKnown: z.enum(['keep', 'update']),
      }),
    )
    .output(type<CodebookImported>()),
  /** Without examples of moments that consent does not cover for the use. */
  export: procedure
    .input(z.object({ format: z.enum(codebookFormats), hasByteOrderMark: z.boolean(), use, ...exporting }))
    .output(type<ExportFile>()),
};
