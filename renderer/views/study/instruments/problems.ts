import { useState } from 'react';
import type { CallFailure, Result } from '../../../api/attempt.ts';
import { t } from '../../../ui/i18n.ts';

/** Why the core did not take a change of an instrument, in words about instruments. */
function problemOf({ code, data }: CallFailure, isRemoving = false): string {
  const { by, field } = data;
  if (code === 'IN_USE' && by === 'instrument_items') return t('instrument.problem.subscaleUsed');
  if (code === 'IN_USE') return t(isRemoving ? 'instrument.problem.ratedRemove' : 'instrument.problem.rated');
  if (code === 'NOT_ALLOWED') return t('instrument.problem.fixed');
  if (code === 'INPUT_INVALID' && (field === 'high' || field === 'anchors' || field === 'subscale'))
    return t(`instrument.problem.${field}`);
  return t(`failure.${code}`, data);
}

export type Saving = {
  readonly problem: string | null;
  readonly setProblem: (problem: string | null) => void;
  /** Grows when something was refused: fields that carry it in their key show again what is saved. */
  readonly round: number;
  /** Answers whether it was taken; otherwise the problem says why not. */
  readonly save: (call: Promise<Result<unknown>>, isRemoving?: boolean) => Promise<boolean>;
};

/** One place on the screen for what could not be saved there. */
export function useSaving(): Saving {
  const [problem, setProblem] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  return {
    problem,
    setProblem,
    round,
    async save(call, isRemoving = false) {
      const result = await call;
      setProblem(result.ok || result.failure.code === 'LOST' ? null : problemOf(result.failure, isRemoving));
      if (!result.ok) setRound((before) => before + 1);
      return result.ok;
    },
  };
}

/** Fields save when they lose the focus: Enter is another way to leave one. */
export function blurOnEnter(event: { key: string; currentTarget: HTMLInputElement }): void {
  if (event.key === 'Enter') event.currentTarget.blur();
}
