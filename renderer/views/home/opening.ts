import { create } from 'zustand';
import type { StudyContents } from '../../../shared/contract/study.ts';
import type { CallFailure } from '../../api/attempt.ts';
import { openStudy } from '../../state/study.ts';

/** What is being opened on Home, and what came of the last try; by the `ref` of the study, or the button's name. */
export const useOpening = create<{
  readonly opening: string | null;
  readonly failed: { readonly what: string; readonly failure: CallFailure } | null;
}>(() => ({ opening: null, failed: null }));

/** Opens a study; a failure is shown beside what was clicked. Answers whether it is open. */
export async function openAndTell(what: string, call: () => Promise<StudyContents>): Promise<boolean> {
  if (useOpening.getState().opening !== null) return false;
  useOpening.setState({ opening: what, failed: null });
  const result = await openStudy(call);
  useOpening.setState({ opening: null, failed: result.ok ? null : { what, failure: result.failure } });
  return result.ok;
}
