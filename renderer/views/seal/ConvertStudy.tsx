import { Text } from '@mantine/core';
import { type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { tell } from '../../state/notices.ts';
import { sealOf } from '../../state/seal.ts';
import { openStudy, useStudy } from '../../state/study.ts';
import { ConversionProgress } from './ConversionProgress.tsx';
import { NewPassphrase } from './NewPassphrase.tsx';
import { SealDialog } from './SealDialog.tsx';
import { SecretInput } from './SecretInput.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/**
 * Seals the study, or brings it into the clear. The study is closed meanwhile, and with it this screen: Home shows how
 * far it is, and goes on with what was interrupted.
 */
export function ConvertStudy({ isOpen, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const ref = useStudy((state) => state.ref);
  const { isSealed } = useStudy(sealOf);
  const [secret, setSecret] = useState<string | null>(null);
  const stopping = useRef(new AbortController());
  const title = t(isSealed ? 'seal.settings.unsealTitle' : 'seal.settings.sealTitle');
  return (
    <SealDialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      confirmLabel={title}
      isReady={secret !== null && secret !== ''}
      whileRunning={<ConversionProgress onCancel={() => stopping.current.abort()} />}
      run={async () => {
        const wasSealed = isSealed;
        stopping.current = new AbortController();
        const { signal } = stopping.current;
        const result = await openStudy(() => client.seal.convert({ ref, secret: secret ?? '' }, { signal }));
        if (result.ok) {
          tell(t(wasSealed ? 'seal.settings.unsealed' : 'seal.settings.sealed'));
          setSecret(null);
          onClose();
        }
        return result;
      }}
    >
      <Text size="sm">{t(isSealed ? 'seal.settings.unsealText' : 'seal.settings.sealText')}</Text>
      {isSealed ? (
        <SecretInput label={t('seal.settings.now')} value={secret ?? ''} onChange={setSecret} />
      ) : (
        <NewPassphrase label={t('seal.passphrase')} onChange={setSecret} />
      )}
    </SealDialog>
  );
}
