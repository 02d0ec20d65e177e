import type { CallFailure } from '../api/attempt.ts';
import { t } from './i18n.ts';

/** What a field says of a text that could not be saved, and why; null when there is nothing to say. */
export function notSaved(failure: CallFailure | null): string | null {
  return failure === null ? null : t('common.notSaved', { why: t(`failure.${failure.code}`, failure.data) });
}
