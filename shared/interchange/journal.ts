import { type CsvCell, toCsv } from './csv.ts';

/** One entry with everything that its digest is made of, and a name for who it was. No contents: only their digests. */
export type ExportedEntry = {
  seq: number;
  id: string;
  stamp: string;
  device: string;
  actor: string | null;
  name: string;
  kind: string;
  isUndoable: 0 | 1;
  step: string | null;
  at: number;
  /** Entity and id of each row that was changed (of an occurrence: null), and the salted digest of what was changed in it. */
  contents: [string | null, string | null, string][];
  /** How many of them were erased since. */
  erased: number;
  previous: string;
  digest: string;
  /** `at` as people read it, and the working name or pseudonym of the actor now. Not in the digest. */
  time: string;
  who: string;
};

/** How anybody checks an export, with any tool that knows JSON and SHA-256. In SECURITY.md too. */
export const recipe = [
  'digest = SHA-256, in hex, of the UTF-8 text of this JSON array, written without spaces:',
  '[previous, seq, id, stamp, device, actor, name, kind, isUndoable, step, at, contents]',
  'previous is the digest of the entry with seq - 1; for the first entry it is 64 zeros.',
  'Inside the study, the last member of each of contents is SHA-256 of 32 bytes of salt followed by the UTF-8 text that was saved.',
] as const;

/** One entry a line, so that two exports can be compared by any program that compares lines. */
export function journalToJson(
  head: { study: string; exportedAt: string; isWhole: boolean },
  entries: readonly ExportedEntry[],
): string {
  const opening = JSON.stringify({ format: 'stillpoint-journal-1', ...head, recipe }).slice(0, -1);
  const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
  return `${opening},"entries":[\n${lines}\n]}\n`;
}

const columns = [
  'seq',
  'time',
  'who',
  'name',
  'kind',
  'device',
  'erased',
  'previous',
  'digest',
  'id',
  'stamp',
  'actor',
  'isUndoable',
  'step',
  'at',
] as const satisfies readonly (keyof ExportedEntry)[];

/** RFC 4180. The last column is `contents` as JSON, so that a row can be checked by the same recipe. */
export function journalToCsv(entries: readonly ExportedEntry[]): string {
  const rows = entries.map((entry): CsvCell[] => [
    ...columns.map((column) => entry[column]),
    JSON.stringify(entry.contents),
  ]);
  return toCsv([[...columns, 'contents'], ...rows], { hasByteOrderMark: false });
}
