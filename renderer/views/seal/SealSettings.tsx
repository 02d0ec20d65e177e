import { Button, NumberInput, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { orShow, tell } from '../../state/notices.ts';
import { lockStudy, sealOf } from '../../state/seal.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { useStudy } from '../../state/study.ts';
import panel from '../study/settings/settings.module.css';
import { ChangePassphrase } from './ChangePassphrase.tsx';
import { ConvertStudy } from './ConvertStudy.tsx';
import { RecoveryKey } from './RecoveryKey.tsx';
import classes from './seal.module.css';

type Dialog = 'change' | 'recovery' | 'convert' | null;

/** How the study lies on the disk, and everything that can be done about it. */
export function SealSettings(): ReactElement {
  const { t } = useTranslation();
  const { isSealed, hasRecoveryKey } = useStudy(sealOf);
  const [dialog, setDialog] = useState<Dialog>(null);
  const [altered, setAltered] = useState<readonly string[]>([]);
  const [isChecking, setChecking] = useState(false);
  const close = (): void => setDialog(null);

  async function verify(): Promise<void> {
    setChecking(true);
    const found = await orShow(attempt(client.seal.verify()));
    setChecking(false);
    if (found === undefined) return;
    setAltered(found.altered);
    if (found.altered.length === 0) tell(t('seal.settings.verified', { count: found.checked }));
  }

  return (
    <section aria-labelledby="settings-seal">
      <Title order={2} id="settings-seal" className={panel['title'] ?? ''}>
        {t('seal.settings.title')}
      </Title>
      <Text c="dimmed" size="sm" className={panel['hint'] ?? ''}>
        {t(isSealed ? 'seal.settings.hintSealed' : 'seal.settings.hintClear')}
      </Text>
      <div className={panel['panel']}>
        {isSealed ? (
          <>
            <AutoLockMinutes />
            <div className={classes['buttons']}>
              <Button onClick={() => void lockStudy()}>{t('seal.settings.lock')}</Button>
              <Button variant="default" onClick={() => setDialog('change')}>
                {t('seal.settings.change')}
              </Button>
              <Button variant="default" onClick={() => setDialog('recovery')}>
                {t(hasRecoveryKey ? 'seal.settings.recoveryAgain' : 'seal.settings.recovery')}
              </Button>
              <Button variant="default" loading={isChecking} onClick={() => void verify()}>
                {t('seal.settings.verify')}
              </Button>
              <Button variant="subtle" onClick={() => setDialog('convert')}>
                {t('seal.settings.unseal')}
              </Button>
            </div>
            <Text size="sm">
              {t(hasRecoveryKey ? 'seal.settings.recoveryHave' : 'seal.settings.recoveryNone')}
            </Text>
          </>
        ) : (
          <div className={classes['buttons']}>
            <Button onClick={() => setDialog('convert')}>{t('seal.settings.seal')}</Button>
          </div>
        )}
        {altered.length > 0 && (
          <Text role="alert">{t('seal.settings.altered', { files: altered.join(', ') })}</Text>
        )}
      </div>
      <ChangePassphrase isOpen={dialog === 'change'} onClose={close} />
      <RecoveryKey isOpen={dialog === 'recovery'} onClose={close} />
      <ConvertStudy isOpen={dialog === 'convert'} onClose={close} />
    </section>
  );
}

function AutoLockMinutes(): ReactElement {
  const { t } = useTranslation();
  const { autoLockMinutes } = useSettings();
  return (
    <NumberInput
      label={t('seal.settings.autoLock')}
      description={t('seal.settings.autoLockHint')}
      key={autoLockMinutes}
      defaultValue={autoLockMinutes}
      min={0}
      max={720}
      allowDecimal={false}
      suffix={t('seal.settings.minutes')}
      onBlur={(event) => {
        const typed = Number.parseInt(event.currentTarget.value, 10);
        const next = Math.min(720, Math.max(0, Number.isNaN(typed) ? 0 : typed));
        if (next === autoLockMinutes) return;
        void changeSettings({ autoLockMinutes: next });
      }}
    />
  );
}
