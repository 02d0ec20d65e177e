import type { Row } from '../../../shared/model/rows.ts';
import type { Reader } from '../store/connection.ts';
import type { ContentsPlace } from '../store/journal-erase.ts';
import { fileStem } from '../study/library.ts';

/**
 * Entries that say what left the study, where they name what goes: files are called by pseudonyms, cases and
 * transcripts, as these were called at the time, and a purpose is whatever was typed. Of other occurrences none does.
 */
export function exportsNaming(read: Reader, rowIds: ReadonlySet<string>): ContentsPlace[] {
  const names = namesOf(read, rowIds);
  if (names.size === 0) return [];
  return read
    .all(
      `SELECT c.seq, c.position, c.contents FROM journal j JOIN journal_contents c ON c.seq = j.seq
       WHERE j.name = 'study.exported' AND c.contents IS NOT NULL ORDER BY c.seq`,
    )
    .filter(({ contents }) => {
      // Written by logOccurrence alone, from such an object.
      const { file, purpose } = JSON.parse(String(contents)) as { file: string; purpose: string };
      return [...names].some((name) => [file, purpose].some((text) => standsIn(name, text)));
    })
    .map(({ seq, position }) => ({ seq: Number(seq), position: Number(position) }));
}

/** All that these rows were ever called, as it stands in a file's name. */
function namesOf(read: Reader, rowIds: ReadonlySet<string>): Set<string> {
  const names = new Set<string>();
  const rows = read.all(
    `SELECT contents FROM journal_contents WHERE row_id IN (SELECT value FROM json_each(?))
     AND entity IN ('person', 'case', 'transcript') AND contents IS NOT NULL`,
    JSON.stringify([...rowIds]),
  );
  for (const { contents } of rows) {
    // Written by appendEntry alone, from typed values.
    const { before, after } = JSON.parse(String(contents)) as Record<
      'before' | 'after',
      Row<'person'> | Row<'case'> | Row<'transcript'> | null
    >;
    for (const row of [before, after])
      if (row !== null) names.add(fileStem('name' in row ? row.name : row.label, ''));
  }
  names.delete('');
  return names;
}

const letter = /[\p{L}\p{N}]/u;

/** As a word: a case called A stands in “A session 2”, and not in “Ada session 2”. */
function standsIn(name: string, text: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1))
    if (![text.charAt(at - 1), text.charAt(at + name.length)].some((beside) => letter.test(beside)))
      return true;
  return false;
}
