import { Button, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WithdrawalRow } from '../../../../shared/model/rows.ts';
import { beginWithdrawal, continueWithdrawal } from '../../../desk/study/withdrawalWish.ts';
import { useRows } from '../../../state/rows.ts';
import { formatDayAndTime } from '../../../ui/words.ts';
import { saveReport } from './Running.tsx';
import classes from './withdrawal.module.css';

/** What was erased on somebody's wish, with the reports, and the way to do it. */
export function Withdrawals(): ReactElement {
  const { t } = useTranslation();
  const rows = useRows((all) => all.all('withdrawal')).toSorted(
    (left, right) => right.startedAt - left.startedAt,
  );
  return (
    <section aria-labelledby="withdrawals" className={classes['section']}>
      <Title order={2} id="withdrawals" className={classes['title'] ?? ''}>
        {t('withdrawal.list')}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {t('withdrawal.listHint')}
      </Text>
      <Button variant="default" onClick={() => beginWithdrawal(null)}>
        {t('withdrawal.begin')}
      </Button>
      {rows.length === 0 ? (
        <p className={classes['none']}>{t('withdrawal.none')}</p>
      ) : (
        <ul className={classes['list']}>
          {rows.map((row) => (
            <Line key={row.id} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Line({ row }: { readonly row: WithdrawalRow }): ReactElement {
  const { t } = useTranslation();
  const { id, scope, state, startedAt, report } = row;
  const when = formatDayAndTime(startedAt);
  const later = report?.leftForLater.length ?? 0;
  return (
    <li>
      <span className={classes['what']}>
        {t(`withdrawal.kind.${scope.kind}`)}
        <span className={classes['detail']}>
          {when}, {t(`withdrawal.state.${state}`)}
          {later > 0 && `. ${t('withdrawal.later', { count: later })}`}
        </span>
      </span>
      {state === 'done' ? (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('withdrawal.reportOf', { when })}
          onClick={() => void saveReport(id)}
        >
          {t('withdrawal.report')}
        </Button>
      ) : (
        <Button size="compact-sm" onClick={() => void continueWithdrawal(id)}>
          {t('withdrawal.continue')}
        </Button>
      )}
    </li>
  );
}
