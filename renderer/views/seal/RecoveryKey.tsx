import { Button, Group, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { noteRecoveryKey } from '../../state/seal.ts';
import { SealDialog } from './SealDialog.tsx';
import { SecretInput } from './SecretInput.tsx';
import classes from './seal.module.css';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** Makes a recovery key, and shows it once. */
export function RecoveryKey({ isOpen, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const [secret, setSecret] = useState('');
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null);

  function close(): void {
    setRecoveryKey(null);
    onClose();
  }

  return (
    <SealDialog
      title={t('seal.settings.recoveryTitle')}
      isOpen={isOpen}
      onClose={close}
      confirmLabel={t(recoveryKey === null ? 'seal.settings.make' : 'common.done')}
      isReady={secret !== '' || recoveryKey !== null}
      run={async () => {
        if (recoveryKey !== null) {
          close();
          return { ok: true, value: null };
        }
        const result = await attempt(client.seal.makeRecoveryKey({ secret }));
        setSecret('');
        if (result.ok) {
          setRecoveryKey(result.value.recoveryKey);
          noteRecoveryKey();
        }
        return result;
      }}
    >
      <Text size="sm">{t('seal.settings.recoveryText')}</Text>
      {recoveryKey === null ? (
        <SecretInput label={t('seal.settings.now')} value={secret} onChange={setSecret} />
      ) : (
        <>
          <div className={classes['key']}>{recoveryKey}</div>
          <Group>
            <Button variant="default" onClick={() => window.print()}>
              {t('seal.settings.print')}
            </Button>
          </Group>
        </>
      )}
    </SealDialog>
  );
}
