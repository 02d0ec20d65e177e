import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { tell } from '../../state/notices.ts';
import { NewPassphrase } from './NewPassphrase.tsx';
import { SealDialog } from './SealDialog.tsx';
import { SecretInput } from './SecretInput.tsx';

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

export function ChangePassphrase({ isOpen, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const [secret, setSecret] = useState('');
  const [next, setNext] = useState<string | null>(null);
  return (
    <SealDialog
      title={t('seal.settings.changeTitle')}
      isOpen={isOpen}
      onClose={onClose}
      confirmLabel={t('seal.settings.changeTitle')}
      isReady={secret !== '' && next !== null}
      run={async () => {
        const result = await attempt(client.seal.changePassphrase({ secret, next: next ?? '' }));
        setSecret('');
        if (result.ok) {
          tell(t('seal.settings.changed'));
          onClose();
        }
        return result;
      }}
    >
      <SecretInput label={t('seal.settings.now')} value={secret} onChange={setSecret} />
      <NewPassphrase label={t('seal.settings.next')} onChange={setNext} />
    </SealDialog>
  );
}
