import { Button, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { WithdrawalId } from '../../../../shared/model/ids.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { continueWithdrawal, type Run } from '../../../desk/study/withdrawalWish.ts';
import { actorNow, showDialog } from '../../../state/interface.ts';
import { useRows } from '../../../state/rows.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { CheckIcon } from '../../../ui/icons.tsx';
import { ProgressRow } from '../../../ui/ProgressRow.tsx';
import { saveFile } from '../../../ui/saveFile.ts';
import classes from './withdrawal.module.css';

export function saveReport(id: WithdrawalId): Promise<void> {
  return saveFile(attempt(client.withdrawal.report({ id, actor: actorNow() })));
}

type Props = { readonly run: Exclude<Run, { phase: 'choosing' }> };

/** A withdrawal that goes on, was stopped, or is done. */
export function Running({ run }: Props): ReactElement {
  const { t } = useTranslation();
  const unfinished = useRows((rows) => rows.all('withdrawal')).find(({ state }) => state !== 'done');
  // biome-ignore lint/nursery/useExhaustiveSwitchCases: the compiler sees that it is; the rule does not follow Exclude.
  switch (run.phase) {
    case 'running':
      return (
        <>
          <Text mb="md">{t('withdrawal.running')}</Text>
          <ProgressRow label={t(`withdrawal.stage.${run.stage ?? 'erasingRows'}`)} fraction={run.fraction} />
        </>
      );
    case 'stopped': {
      const id = run.id ?? unfinished?.id ?? null;
      return (
        <FailureNotice
          failure={run.failure}
          title={t('withdrawal.stopped')}
          onRetry={id === null ? undefined : () => void continueWithdrawal(id)}
        >
          {id !== null && <span>{t('withdrawal.stoppedText')}</span>}
        </FailureNotice>
      );
    }
    case 'done':
      return <Done id={run.id} />;
  }
}

function Done({ id }: { readonly id: WithdrawalId }): ReactElement {
  const { t } = useTranslation();
  const later = useRows((rows) => rows.get('withdrawal', id)?.report?.leftForLater.length ?? 0);
  return (
    <>
      <p className={classes['done']} role="status">
        <CheckIcon className={classes['check'] ?? ''} />
        {t('withdrawal.done')} {later > 0 && t('withdrawal.later', { count: later })}
      </p>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={() => void saveReport(id)}>
          {t('withdrawal.report')}
        </Button>
        <Button onClick={() => showDialog(null)}>{t('common.done')}</Button>
      </Group>
    </>
  );
}
