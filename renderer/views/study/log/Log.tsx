import { Button } from '@mantine/core';
import { type ReactElement, useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogFilter } from '../../../../shared/contract/log.ts';
import type { Entity } from '../../../../shared/model/rows.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Waiting } from '../../../ui/Waiting.tsx';
import { ChainNotice } from './ChainNotice.tsx';
import { LogEntry } from './LogEntry.tsx';
import { LogExport } from './LogExport.tsx';
import { LogFilters } from './LogFilters.tsx';
import { LogRows } from './LogRows.tsx';
import classes from './log.module.css';
import { useFound } from './useLog.ts';

/** Who did what, when and from where: the study's journal, and whether it is as it was written. */
export function Log(): ReactElement {
  const { t } = useTranslation();
  const [filter, setFilter] = useState<LogFilter>({});
  const [about, setAbout] = useState<Entity | null>(null);
  const [seq, setSeq] = useState<number | null>(null);
  const { found, reload } = useFound(filter);
  const showRow = useCallback((entity: Entity, row: string) => {
    setAbout(entity);
    setFilter({ row });
  }, []);
  const count = found?.ok === true ? found.value.seqs.length : null;
  // What the filter left out is not looked at any more either.
  const chosen = found?.ok === true && seq !== null && found.value.seqs.includes(seq) ? seq : null;

  return (
    <div className={classes['log']}>
      <ChainNotice />
      <div className={classes['bar']}>
        {filter.row === undefined || about === null ? (
          <LogFilters filter={filter} onChange={setFilter} />
        ) : (
          <div className={classes['about']}>
            <span>{t('log.onlyOne', { entity: t(`log.entity.${about}`) })}</span>
            <Button variant="default" size="sm" onClick={() => setFilter({})}>
              {t('log.showAll')}
            </Button>
          </div>
        )}
        <span className={classes['count']} role="status">
          {count !== null && t('log.entries', { count })}
        </span>
        <LogExport filter={filter} />
      </div>
      {found === null && <Waiting />}
      {found?.ok === false && <FailureNotice failure={found.failure} onRetry={reload} />}
      {count === 0 && <EmptyState title={t('log.emptyTitle')}>{t('log.emptyText')}</EmptyState>}
      {found?.ok === true && found.value.seqs.length > 0 && (
        <div className={classes['columns']}>
          <LogRows found={found.value} seq={chosen} onChoose={setSeq} />
          <LogEntry seq={chosen} ownDevice={found.value.deviceId} onShowRow={showRow} />
        </div>
      )}
    </div>
  );
}
