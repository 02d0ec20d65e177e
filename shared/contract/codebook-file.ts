import * as z from 'zod';
import type { CodebookFinding } from '../interchange/codebook/codebook.ts';
import { type CodebookFormat, codebookFormats } from '../interchange/codebook/read-codebook.ts';
import type { TextEncoding } from '../interchange/encodings.ts';
import { textEncodings } from '../interchange/encodings.ts';
import type { ExportFile } from './app.ts';
import { procedure, type } from './base.ts';
import type { ImportedSet } from './code-set.ts';
import type { ImportedCode } from './coding.ts';
import { use } from './consent.ts';
import { exporting } from './log.ts';

/** Five megabytes, in base64. A codebook of 2,000 codes is a tenth of that. */
export const codebookFileLimit = 5_000_000;

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
  /** Without examples of moments that consent does not cover for the use. */
  export: procedure
    .input(z.object({ format: z.enum(codebookFormats), hasByteOrderMark: z.boolean(), use, ...exporting }))
    .output(type<ExportFile>()),
};
