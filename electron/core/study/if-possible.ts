import { toFailure } from '../../../shared/contract/failure.ts';
import type { OccurrenceDetails, OccurrenceName } from '../../../shared/contract/log.ts';
import { removeAllUnwritten } from '../store/memo.ts';
import type { OpenStudy } from './open.ts';

/** A full disk must keep a study neither open nor shut. */
function ifPossible(missed: string, write: () => unknown): void {
  try {
    write();
  } catch (thrown) {
    process.stderr.write(`${missed}: ${toFailure(thrown).code}\n`);
  }
}

/** Else the log lacks it, as it lacks the closing after a crash. */
export function logIfPossible(
  { store }: OpenStudy,
  name: OccurrenceName,
  details: OccurrenceDetails = {},
): void {
  ifPossible(`${name} was not logged`, () => store.logOccurrence(name, null, details));
}

/** Of a study that is only just being opened: whoever writes in one of its memos begins after this. */
export function removeBlankMemos({ store }: OpenStudy): void {
  ifPossible('empty memos were not removed', () =>
    store.edit('memo.remove', { actor: null }, removeAllUnwritten),
  );
}
