import { Failure } from '../../contract/failure.ts';
import { bytesToText } from '../bytes-to-text.ts';
import type { TextEncoding } from '../encodings.ts';
import type { CodebookRead, ReadOptions } from './codebook.ts';
import { readCodebookCsv } from './codebook-csv.ts';
import { readCodebookJson } from './codebook-json.ts';
import { readQdc } from './qdc.ts';

export const codebookFormats = ['qdc', 'csv', 'json'] as const;
export type CodebookFormat = (typeof codebookFormats)[number];

/**
 * Reads a codebook of any kind, told by its content. Throws Failure FILE_EMPTY, FILE_NOT_RECOGNISED, and what the formats'
 * readers throw.
 */
export function readCodebook(
  bytes: Uint8Array,
  options: ReadOptions & { encoding?: TextEncoding | undefined },
): CodebookRead & { format: CodebookFormat; encoding: TextEncoding } {
  const { text, encoding } = bytesToText(bytes, options.encoding);
  const [first] = text.trimStart();
  if (first === undefined) throw new Failure('FILE_EMPTY');
  if (text.includes('\0')) throw new Failure('FILE_NOT_RECOGNISED');
  if (first === '<') return { ...readQdc(text, options), format: 'qdc', encoding };
  if (first === '{') return { ...readCodebookJson(text, options), format: 'json', encoding };
  return { ...readCodebookCsv(text, options), format: 'csv', encoding };
}
