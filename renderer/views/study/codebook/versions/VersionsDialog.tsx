import { Button, CloseButton, NativeSelect, Text, TextInput } from '@mantine/core';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookVersion } from '../../../../../shared/contract/coding.ts';
import { attempt, type CallFailure } from '../../../../api/attempt.ts';
import { client } from '../../../../api/client.ts';
import { actorNow } from '../../../../state/interface.ts';
import { orShow } from '../../../../state/notices.ts';
import { mirror, write } from '../../../../state/rows.ts';
import { Dialog } from '../../../../ui/Dialog.tsx';
import { FailureNotice } from '../../../../ui/FailureNotice.tsx';
import { formatDayAndTime } from '../../../../ui/words.ts';
import classes from '../codebook.module.css';
import { Comparison } from './Comparison.tsx';

/** The codebook as it stood: kept under a name, and compared with now or with another. */
export function VersionsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation();
  const [versions, setVersions] = useState<readonly CodebookVersion[]>([]);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const [name, setName] = useState('');
  const [fromId, setFrom] = useState<string | null>(null);
  const [toId, setTo] = useState('');
  const ask = useCallback(async () => {
    const result = await attempt(client.codebook.versions());
    if (result.ok) setVersions(result.value);
    setFailure(result.ok ? null : result.failure);
  }, []);
  useEffect(() => void ask(), [ask]);
  // Undo, here or in another window, may take a version away or bring one back.
  useEffect(
    () =>
      mirror.subscribe((touched) => {
        if (touched !== 'all' && touched.some(({ entity }) => entity === 'codebookVersion')) void ask();
      }),
    [ask],
  );
  const from = versions.find(({ id }) => id === fromId) ?? versions[0];
  const to = versions.find(({ id }) => id === toId);

  async function keep(): Promise<void> {
    const call = client.codebook.snapshot({ name: name.trim(), note: '', actor: actorNow() });
    if ((await orShow(write(call))) === undefined) return;
    setName('');
    await ask();
  }

  async function remove(version: CodebookVersion): Promise<void> {
    await orShow(write(client.codebook.removeVersion({ id: version.id, actor: actorNow() })));
    await ask();
  }

  return (
    <Dialog onClose={onClose} size="xl" title={t('coding.book.versionsTitle')}>
      <Text c="dimmed">{t('coding.book.versionsHint')}</Text>
      <form
        className={classes['keepVersion']}
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') void keep();
        }}
      >
        <TextInput
          data-autofocus
          label={t('coding.book.versionName')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" disabled={name.trim() === ''}>
          {t('coding.book.versionKeep')}
        </Button>
      </form>
      {failure !== null && <FailureNotice failure={failure} onRetry={() => void ask()} />}
      {versions.length === 0 && <p className={classes['none']}>{t('coding.book.versionNone')}</p>}
      <ul className={classes['versions']}>
        {versions.map((version) => (
          <li key={version.id}>
            <span className={classes['thing']}>
              <span>{version.name}</span>
              <span className={classes['thingWords']}>
                {t('coding.book.versionLine', {
                  when: formatDayAndTime(version.madeAt),
                  codes: t('codebook.codes', { count: version.codeCount }),
                })}{' '}
                {version.personId !== null &&
                  t('coding.book.versionBy', { name: mirror.get('person', version.personId)?.name ?? '' })}
              </span>
            </span>
            <CloseButton
              aria-label={t('coding.book.removeVersion', { name: version.name })}
              onClick={() => void remove(version)}
            />
          </li>
        ))}
      </ul>
      {from !== undefined && (
        <section aria-label={t('coding.book.compare')}>
          <div className={classes['compared']}>
            <NativeSelect
              label={t('coding.book.compareFrom')}
              value={from.id}
              data={versions.map(({ id, name: label }) => ({ value: id, label }))}
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <NativeSelect
              label={t('coding.book.compareTo')}
              value={to?.id ?? ''}
              data={[
                { value: '', label: t('coding.book.now') },
                ...versions.map(({ id, name: label }) => ({ value: id, label })),
              ]}
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          </div>
          <Comparison from={from.id} to={to?.id ?? null} />
        </section>
      )}
    </Dialog>
  );
}
