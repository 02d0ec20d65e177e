import { Button, Group } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Device, listMicrophones } from '../../../recall/microphone.ts';
import { WarningIcon } from '../../../ui/icons.tsx';
import { useRecall, useRecorderState } from '../recallContext.ts';
import { keepMicrophone } from './keptMicrophone.ts';
import classes from './parts.module.css';

/** What is the matter with the microphone or the disk, in words, and the ways on. Nothing of it stops the interview. */
export function MicrophoneTrouble(): ReactElement | null {
  const { t } = useTranslation();
  const { status, trouble, failure, isSilent } = useRecorderState((state) => state);
  const words =
    failure !== null && failure.code !== 'LOST'
      ? t('recall.microphone.failing', { why: t(`failure.${failure.code}`, failure.data) })
      : trouble !== null
        ? t(`recall.microphone.${trouble}`)
        : status === 'lost'
          ? t('recall.microphone.lost')
          : isSilent
            ? t('recall.microphone.silent')
            : null;
  if (words === null) return null;
  return (
    <div className={classes['trouble']} role="alert">
      <WarningIcon className={classes['troubleIcon'] ?? ''} />
      <div>
        <p>{words}</p>
        {(trouble !== null || status === 'lost') && <Ways />}
      </div>
    </div>
  );
}

function Ways(): ReactElement {
  const { t } = useTranslation();
  const { recorder } = useRecall().recall;
  const devices = useMicrophones();
  const take = (deviceId: string | null): void => {
    keepMicrophone(devices, deviceId);
    void recorder.open(deviceId);
  };
  return (
    <Group gap="xs">
      <Button size="compact-md" variant="default" onClick={() => take(null)}>
        {t('recall.microphone.again')}
      </Button>
      {devices
        .filter(({ label }) => label !== '')
        .map(({ deviceId, label }) => (
          <Button key={deviceId} size="compact-md" variant="default" onClick={() => take(deviceId)}>
            {label}
          </Button>
        ))}
      <Button size="compact-md" variant="subtle" onClick={() => recorder.goWithout()}>
        {t('recall.prepare.without')}
      </Button>
    </Group>
  );
}

/** The microphones there are now; looks again when one is plugged in or pulled out, and when one has been allowed. */
export function useMicrophones(): readonly Device[] {
  const [devices, setDevices] = useState<readonly Device[]>([]);
  const microphone = useRecorderState((state) => state.microphone);
  // biome-ignore lint/correctness/useExhaustiveDependencies: names are known once a microphone is open.
  useEffect(() => {
    let isGone = false;
    const look = (): void =>
      void listMicrophones().then((found) => {
        if (!isGone) setDevices(found);
      });
    look();
    navigator.mediaDevices.addEventListener('devicechange', look);
    return () => {
      isGone = true;
      navigator.mediaDevices.removeEventListener('devicechange', look);
    };
  }, [microphone]);
  return devices;
}
