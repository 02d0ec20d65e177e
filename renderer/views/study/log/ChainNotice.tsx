import { Button } from '@mantine/core';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChainState } from '../../../../shared/contract/log.ts';
import { attempt, type Result } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { CheckIcon, WarningIcon } from '../../../ui/icons.tsx';
import { formatAgo } from '../../../ui/words.ts';
import classes from './log.module.css';

/** Whether the log is as it was written: looked through when somebody comes to see, and again when asked. */
export function ChainNotice(): ReactElement {
  const { t } = useTranslation();
  const [state, setState] = useState<Result<ChainState> | null>(null);
  const check = useCallback(() => {
    setState(null);
    void attempt(client.journal.verify()).then(setState);
  }, []);
  useEffect(check, [check]);

  if (state?.ok === false) return <FailureNotice failure={state.failure} onRetry={check} />;
  return (
    <div className={classes['chain']} data-is-broken={state !== null && state.value.broken !== null}>
      <div role="status" className={classes['chainWords']}>
        {state === null ? t('log.chain.checking') : <Verdict state={state.value} />}
      </div>
      <Button variant="default" size="compact-sm" loading={state === null} onClick={check}>
        {t('log.chain.again')}
      </Button>
      {state !== null && (
        <details className={classes['head']}>
          <summary>{t('log.chain.head')}</summary>
          <code>{state.value.head}</code>
          <p>{t('log.chain.headHint')}</p>
        </details>
      )}
    </div>
  );
}

function Verdict({ state }: { readonly state: ChainState }): ReactElement {
  const { t } = useTranslation();
  const { broken, entryCount, erasedCount, checkedAt } = state;
  if (broken !== null)
    return (
      <>
        <WarningIcon />
        <span>{t('log.chain.broken', { seq: broken.seq, why: t(`log.fault.${broken.fault}`) })}</span>
      </>
    );
  return (
    <>
      <CheckIcon />
      <span>
        {t('log.chain.whole', { count: entryCount, when: formatAgo(checkedAt, Date.now()) })}{' '}
        {erasedCount > 0 && t('log.chain.erased', { count: erasedCount })}
      </span>
    </>
  );
}
