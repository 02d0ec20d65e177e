import type { SessionRow } from '../../shared/model/rows.ts';
import { t } from './i18n.ts';
import { formatIsoDate } from './words.ts';

/** "Session 3", or what else there is to call it by. */
export function sessionName({
  number,
  title,
  heldOn,
}: Pick<SessionRow, 'number' | 'title' | 'heldOn'>): string {
  if (number !== null) return t('board.sessionNumber', { number });
  if (title !== '') return title;
  return heldOn === null ? t('board.sessionNameless') : formatIsoDate(heldOn);
}

/** Sessions as they were held: by number, then date, then making. */
export function compareSessions(left: SessionRow, right: SessionRow): number {
  return (
    (left.number ?? Number.MAX_SAFE_INTEGER) - (right.number ?? Number.MAX_SAFE_INTEGER) ||
    (left.heldOn ?? '').localeCompare(right.heldOn ?? '') ||
    left.createdAt - right.createdAt
  );
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** "Case 2" before "Case 10". */
export const compareNames = (left: string, right: string): number => collator.compare(left, right);
