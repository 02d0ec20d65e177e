import { Button, NativeSelect, Radio } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookFile, CodebookImported } from '../../../../../shared/contract/codebook-file.ts';
import { type TextEncoding, textEncodings } from '../../../../../shared/interchange/encodings.ts';
import type { Result } from '../../../../api/attempt.ts';
import { client } from '../../../../api/client.ts';
import { actorNow } from '../../../../state/interface.ts';
import { orShow, tell } from '../../../../state/notices.ts';
import { write } from '../../../../state/rows.ts';
import { Dialog, DialogEnd } from '../../../../ui/Dialog.tsx';
import { FailureNotice } from '../../../../ui/FailureNotice.tsx';
import classes from '../codebook.module.css';
import { Findings } from './Findings.tsx';
import { readCodebookFile } from './reading.ts';

type Props = { readonly file: File; readonly onClose: () => void };

/** What a codebook file holds, all that is to be known of it line by line, and the one button that takes it in. */
export function ImportDialog({ file, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const [encoding, setEncoding] = useState<TextEncoding | undefined>(undefined);
  const [read, setRead] = useState<Result<CodebookFile> | null>(null);
  const [onKnown, setOnKnown] = useState<'keep' | 'update'>('keep');
  const [taken, setTaken] = useState<CodebookImported['keysTaken'] | null>(null);
  useEffect(() => {
    let isWanted = true;
    setRead(null);
    void readCodebookFile(file, encoding).then((result) => {
      if (isWanted) setRead(result);
    });
    return () => {
      isWanted = false;
    };
  }, [file, encoding]);
  const codes = read?.ok === true ? read.value.codes : null;
  const sets = read?.ok === true ? read.value.sets : [];

  async function take(): Promise<void> {
    if (codes === null) return;
    const done = await orShow(write(client.codebook.import({ codes, sets, onKnown, actor: actorNow() })));
    if (done === undefined) return;
    const { created, updated, kept, keysTaken } = done;
    tell(t('coding.book.imported', { created, updated, kept }));
    if (keysTaken.length === 0) onClose();
    else setTaken(keysTaken);
  }

  return (
    <Dialog onClose={onClose} size="lg" title={t('coding.book.importTitle')}>
      {read === null && <p role="status">{t('coding.book.importReading')}</p>}
      {read?.ok === false && <FailureNotice failure={read.failure} title={file.name} />}
      {read?.ok === true && taken === null && (
        <>
          <FileWords file={file} read={read.value} />
          {read.value.format === 'csv' && (
            <NativeSelect
              mt="sm"
              label={t('coding.book.importEncoding')}
              value={read.value.encoding}
              data={textEncodings.map((value) => ({ value, label: t(`interchange.encoding.${value}`) }))}
              onChange={(event) =>
                setEncoding(textEncodings.find((each) => each === event.currentTarget.value))
              }
            />
          )}
          <Findings findings={read.value.findings} />
          {read.value.known > 0 && codes !== null && (
            <Radio.Group
              mt="md"
              label={t('coding.book.importKnownLabel')}
              value={onKnown}
              onChange={(value) => setOnKnown(value === 'update' ? 'update' : 'keep')}
            >
              <Radio mt="xs" value="keep" label={t('coding.book.importKeep')} />
              <Radio
                mt="xs"
                value="update"
                label={t('coding.book.importUpdate')}
                description={
                  read.value.moved > 0 && t('coding.book.importMoved', { count: read.value.moved })
                }
              />
            </Radio.Group>
          )}
        </>
      )}
      {taken !== null && (
        <>
          <p className={classes['lead']}>{t('coding.book.importFindingsAfter')}</p>
          <ul className={classes['findings']} aria-label={t('coding.book.importFindingsAfter')}>
            {taken.map(({ ref, key, by }) => (
              <li key={ref}>
                {t('coding.book.importKeyTaken', {
                  name: codes?.find((code) => code.ref === ref)?.name ?? '',
                  key: key.toUpperCase(),
                  by,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <DialogEnd onCancel={onClose} cancelLabel={t(taken === null ? 'common.cancel' : 'common.done')}>
        {codes !== null && taken === null && (
          <Button autoFocus disabled={codes.length === 0} onClick={() => void take()}>
            {t('coding.book.importDo', { count: codes.length })}
          </Button>
        )}
      </DialogEnd>
    </Dialog>
  );
}

function FileWords({ file, read }: { readonly file: File; readonly read: CodebookFile }): ReactElement {
  const { t } = useTranslation();
  const { codes, sets, known, format } = read;
  if (codes === null)
    return (
      <p className={classes['lead']} role="alert">
        {t('coding.book.importRefused', { fileName: file.name })}
      </p>
    );
  return (
    <p className={classes['lead']}>
      {t('coding.book.importFound', {
        count: codes.length,
        fileName: file.name,
        format: format.toUpperCase(),
      })}{' '}
      {known > 0 && t('coding.book.importKnown', { count: known })}{' '}
      {sets.length > 0 && t('coding.book.importSets', { count: sets.length })}
    </p>
  );
}
