import { Button, CloseButton } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { cancelImport, retryImport } from '../../../state/importing.ts';
import type { ImportItem } from '../../../state/imports.ts';
import { go } from '../../../state/interface.ts';
import { useRows } from '../../../state/rows.ts';
import { announce } from '../../../ui/announcer.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { CheckIcon } from '../../../ui/icons.tsx';
import { sessionName } from '../../../ui/names.ts';
import { ProgressRow } from '../../../ui/ProgressRow.tsx';
import { formatBytes } from '../../../ui/words.ts';
import { ImportQuestions } from './ImportQuestions.tsx';
import classes from './imports.module.css';

type Props = { readonly item: ImportItem };

/** What no second try can change about a file. */
const hopeless: ReadonlySet<string> = new Set([
  'MEDIA_NOT_RECOGNISED',
  'MEDIA_EMPTY',
  'MEDIA_NO_TRACK',
  'MEDIA_TRUNCATED',
  'NAME_INVALID',
]);

/** What a file is, and how far it has come. */
export function ImportCard({ item }: Props): ReactElement {
  const { t } = useTranslation();
  const { id, fileName, byteCount, phase } = item;
  useEffect(() => {
    if (phase === 'done') announce(t('import.doneSaid', { fileName }));
  }, [phase, fileName, t]);
  const isOver = phase === 'done' || phase === 'failed';
  return (
    <li className={classes['card']}>
      <div className={classes['cardHead']}>
        <span className={classes['fileName']}>
          <bdi>{fileName}</bdi>
        </span>
        <span className={classes['size']}>{formatBytes(byteCount)}</span>
        {isOver && (
          <CloseButton aria-label={t('import.dismiss', { fileName })} onClick={() => void cancelImport(id)} />
        )}
      </div>
      <Body item={item} />
    </li>
  );
}

function Body({ item }: Props): ReactElement {
  const { t } = useTranslation();
  const cancel = (): void => void cancelImport(item.id);
  switch (item.phase) {
    case 'uploading':
      return <ProgressRow label={t('import.uploading')} fraction={item.fraction} onCancel={cancel} />;
    case 'probing':
      return <ProgressRow label={t('import.probing')} fraction={null} onCancel={cancel} />;
    case 'asking':
      return <ImportQuestions item={item} onCancel={cancel} />;
    case 'importing':
      return (
        <ProgressRow
          label={t(`import.stage.${item.stage ?? 'copying'}`)}
          fraction={item.stage === null ? null : item.fraction}
          onCancel={cancel}
        />
      );
    case 'failed':
      return item.failure === null ? (
        <span />
      ) : (
        <FailureNotice
          failure={item.failure}
          onRetry={hopeless.has(item.failure.code) ? undefined : () => void retryImport(item.id)}
        />
      );
    case 'done':
      return <Done item={item} />;
  }
}

function Done({ item: { sessionId } }: Props): ReactElement {
  const { t } = useTranslation();
  const session = useRows((rows) => rows.get('session', sessionId));
  const label = useRows((rows) => rows.get('case', session?.caseId ?? null)?.label ?? '');
  if (session === undefined) return <span>{t('import.doneGone')}</span>;
  return (
    <div className={classes['done']}>
      <CheckIcon className={classes['check'] ?? ''} />
      <span>{t('import.done', { case: label, session: sessionName(session) })}</span>
      <Button size="compact-sm" onClick={() => go({ screen: 'session', sessionId: session.id })}>
        {t('import.open')}
      </Button>
    </div>
  );
}
