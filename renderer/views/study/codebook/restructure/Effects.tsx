import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeChange, CodeEffects } from '../../../../../shared/contract/coding.ts';
import type { Result } from '../../../../api/attempt.ts';
import { FailureNotice } from '../../../../ui/FailureNotice.tsx';
import classes from '../codebook.module.css';
import { effectsOf } from './effects.ts';

type Props = {
  /** Null: nothing is chosen yet. */
  readonly change: CodeChange | null;
  readonly words: (effects: CodeEffects) => readonly string[];
};

/** What a change would do to what is coded already, counted by the core and said before it happens. */
export function Effects({ change, words }: Props): ReactElement | null {
  const { t } = useTranslation();
  const [answer, setAnswer] = useState<{ asked: string; result: Result<CodeEffects> } | null>(null);
  const asked = JSON.stringify(change);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is the change, by its contents.
  useEffect(() => {
    if (change === null) return;
    let isWanted = true;
    void effectsOf(change).then((result) => {
      if (isWanted) setAnswer({ asked, result });
    });
    return () => {
      isWanted = false;
    };
  }, [asked]);

  if (change === null) return null;
  if (answer?.asked !== asked) return <p className={classes['effects']}>{t('coding.book.counting')}</p>;
  const { result } = answer;
  if (!result.ok) return <FailureNotice failure={result.failure} />;
  return (
    <ul className={classes['effects']} aria-live="polite">
      {[...words(result.value), t('coding.book.undoable')].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
