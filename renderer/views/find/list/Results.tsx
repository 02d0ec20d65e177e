import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useFind } from '../../../desk/find/find.ts';
import { queryAgain } from '../../../desk/find/querying.ts';
import { mostHits, searchAgain, showMore } from '../../../desk/find/searching.ts';
import type { FindMode } from '../../../state/interface.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import classes from '../find.module.css';
import { ResultExport } from '../query/ResultExport.tsx';
import { ReelStage } from '../reel/ReelStage.tsx';
import { FoundList } from './FoundList.tsx';

/** What was found: how much, the one at hand as it plays, and the list. */
export function Results({ mode }: { readonly mode: FindMode }): ReactElement {
  const { t } = useTranslation();
  const { status, found, count, failure } = useFind((state) => state.findings);
  const words =
    count === null
      ? t('find.more', { shown: found.length })
      : count > found.length
        ? t('find.shownOf', { shown: found.length, count })
        : t('find.count', { count });

  return (
    <>
      <ReelStage />
      <div className={classes['top']}>
        <span className={classes['count']} role="status">
          {status === 'ready' && words}
        </span>
        {mode === 'query' && found.length > 0 && <ResultExport />}
        {mode === 'search' && count === null && found.length < mostHits && (
          <Button size="compact-md" variant="default" onClick={showMore}>
            {t('find.search.showMore')}
          </Button>
        )}
      </div>
      {failure !== null && (
        <div className={classes['rest']}>
          <FailureNotice
            title={t(`find.${mode}.failed`)}
            failure={failure}
            onRetry={mode === 'search' ? searchAgain : queryAgain}
          />
        </div>
      )}
      {status === 'idle' && mode === 'query' && <Waiting />}
      {status === 'idle' && mode === 'search' && (
        <div className={classes['rest']}>
          <EmptyState title={t('find.search.emptyTitle')}>{t('find.search.emptyText')}</EmptyState>
        </div>
      )}
      {status === 'ready' && found.length === 0 && (
        <div className={classes['rest']}>
          <EmptyState title={t(`find.${mode}.noneTitle`)}>{t(`find.${mode}.noneText`)}</EmptyState>
        </div>
      )}
      {found.length > 0 && <FoundList found={found} />}
    </>
  );
}
