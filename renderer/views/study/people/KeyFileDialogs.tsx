import { Button, PasswordInput, Text } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyFileState } from '../../../../shared/contract/names.ts';
import { attempt, type CallFailure } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { downloadKeyFile, useChosenKeyFile } from '../../../desk/study/keyFile.ts';
import { isDesktop, useAppInfo } from '../../../state/app.ts';
import { showDialog, useInterface } from '../../../state/interface.ts';
import { showKeyFile } from '../../../state/names.ts';
import { Dialog, DialogEnd } from '../../../ui/Dialog.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';

const least = 8;

type FormProps = {
  readonly hint: string;
  readonly submitLabel: string;
  /** Asked for twice where a new one is made: nobody can recover it. */
  readonly isNew: boolean;
  /** Null: nothing was chosen after all. */
  readonly call: (passphrase: string) => Promise<KeyFileState | null>;
  readonly onDone?: () => Promise<void>;
};

/** A passphrase, and what is done with it. A wrong one is said, and can be typed again. */
function PassphraseForm({ hint, submitLabel, isNew, call, onDone }: FormProps): ReactElement {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<CallFailure | null>(null);
  const differs = isNew && again !== '' && again !== passphrase;
  const isReady = isNew ? passphrase.length >= least && again === passphrase : passphrase !== '';

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!isReady) return;
    setBusy(true);
    setFailure(null);
    const result = await attempt(call(passphrase));
    setBusy(false);
    if (!result.ok) {
      setFailure(result.failure);
      return;
    }
    if (result.value === null) return;
    showKeyFile(result.value);
    showDialog(null);
    await onDone?.();
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Text size="sm" mb="md">
        {hint}
      </Text>
      <PasswordInput
        label={t('keyFile.passphraseField')}
        description={isNew ? t('keyFile.short') : undefined}
        autoComplete={isNew ? 'new-password' : 'off'}
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        data-autofocus
      />
      {isNew && (
        <PasswordInput
          mt="md"
          label={t('keyFile.again')}
          autoComplete="new-password"
          value={again}
          error={differs ? t('keyFile.differs') : null}
          onChange={(event) => setAgain(event.currentTarget.value)}
        />
      )}
      {isNew && (
        <Text size="sm" mt="md">
          {t('keyFile.cannotRecover')}
        </Text>
      )}
      {failure !== null && (
        <div style={{ marginTop: '1rem' }}>
          <FailureNotice failure={failure}>
            {failure.code === 'PASSPHRASE_WRONG' && <span>{t('seal.unlock.wait')}</span>}
          </FailureNotice>
        </div>
      )}
      <DialogEnd onCancel={() => showDialog(null)}>
        <Button type="submit" loading={isBusy} disabled={!isReady}>
          {submitLabel}
        </Button>
      </DialogEnd>
    </form>
  );
}

/** Makes, opens, or locks anew the key file. Mounted once, on the study's screen. */
export function KeyFileDialogs(): ReactElement {
  const { t } = useTranslation();
  const dialog = useInterface((state) => state.dialog);
  const host = useAppInfo(({ info }) => info?.host ?? 'browser');
  const chosen = useChosenKeyFile((state) => state.chosen);
  const common = { onClose: () => showDialog(null), centered: true };
  const downloaded = async (): Promise<void> => {
    if (!isDesktop()) await downloadKeyFile();
  };
  return (
    <>
      <Dialog {...common} isOpen={dialog === 'newKeyFile'} title={t('keyFile.createTitle')}>
        <PassphraseForm
          isNew
          hint={t(`keyFile.createHint.${host}`)}
          submitLabel={t('keyFile.make')}
          call={(passphrase) => client.names.create({ passphrase })}
          onDone={downloaded}
        />
      </Dialog>
      <Dialog
        {...common}
        isOpen={dialog === 'openKeyFile' && chosen !== null}
        title={t('keyFile.openTitle', { fileName: chosen?.fileName ?? '' })}
      >
        <PassphraseForm
          isNew={false}
          hint={t('keyFile.closed')}
          submitLabel={t('keyFile.unlock')}
          call={(passphrase) => {
            const { fileName = '', bytes = null } = chosen ?? {};
            return client.names.open({ file: bytes === null ? null : { fileName, bytes }, passphrase });
          }}
        />
      </Dialog>
      <Dialog {...common} isOpen={dialog === 'changeKeyFile'} title={t('keyFile.changeTitle')}>
        <PassphraseForm
          isNew
          hint={t('keyFile.changeHint')}
          submitLabel={t('keyFile.change')}
          call={(passphrase) => client.names.changePassphrase({ passphrase })}
          onDone={downloaded}
        />
      </Dialog>
    </>
  );
}
