import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { onMessage } from '../../state/connection.ts';
import { ProgressRow } from '../../ui/ProgressRow.tsx';

/** How far sealing or unsealing is; the study is closed meanwhile. */
export function ConversionProgress({ onCancel }: { readonly onCancel?: () => void }): ReactElement {
  const { t } = useTranslation();
  const [fraction, setFraction] = useState<number | null>(null);
  useEffect(
    () =>
      onMessage((message) => {
        if (message.type === 'conversion')
          setFraction(message.totalBytes === 0 ? null : message.doneBytes / message.totalBytes);
      }),
    [],
  );
  return <ProgressRow label={t('seal.settings.converting')} fraction={fraction} onCancel={onCancel} />;
}
