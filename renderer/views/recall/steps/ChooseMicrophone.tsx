import { Button, Group, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { keepMicrophone } from '../parts/keptMicrophone.ts';
import { Meter } from '../parts/Meter.tsx';
import { MicrophoneTrouble, useMicrophones } from '../parts/MicrophoneTrouble.tsx';
import classes from '../RecallView.module.css';
import { useRecall, useRecorderState } from '../recallContext.ts';

/** Which microphone, and proof that it hears; or none at all, which is a choice too. */
export function ChooseMicrophone(): ReactElement {
  const { t } = useTranslation();
  const { recorder } = useRecall().recall;
  const status = useRecorderState((state) => state.status);
  const microphone = useRecorderState((state) => state.microphone);
  const trouble = useRecorderState((state) => state.trouble);
  const devices = useMicrophones();
  const named = devices.filter(({ label }) => label !== '');
  const take = (deviceId: string | null): void => {
    keepMicrophone(devices, deviceId);
    void recorder.open(deviceId);
  };

  return (
    <>
      <p className={classes['muted']}>{t('recall.prepare.microphoneHint')}</p>
      {microphone !== null && named.length > 0 && (
        <Select
          label={t('recall.microphone.choose')}
          allowDeselect={false}
          data={named.map(({ deviceId, label }) => ({ value: deviceId, label }))}
          value={microphone.deviceId}
          onChange={take}
        />
      )}
      {microphone !== null && (
        <div>
          <Meter isLarge />
        </div>
      )}
      <MicrophoneTrouble />
      {status === 'without' && <p>{t('recall.prepare.withoutSaid')}</p>}
      {trouble === null && status !== 'lost' && (
        <Group gap="xs">
          {microphone === null && (
            <Button variant="default" onClick={() => take(null)}>
              {t('recall.prepare.allow')}
            </Button>
          )}
          {status !== 'without' && (
            // By itself, its words stand where everything else begins.
            <Button
              variant="subtle"
              ml={microphone === null ? 0 : '-1.125rem'}
              onClick={() => recorder.goWithout()}
            >
              {t('recall.prepare.without')}
            </Button>
          )}
        </Group>
      )}
    </>
  );
}
