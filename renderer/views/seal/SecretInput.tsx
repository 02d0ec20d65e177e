import { PasswordInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

type Props = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void };

/** A passphrase that exists already. */
export function SecretInput({ label, value, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={label}
      value={value}
      autoComplete="current-password"
      data-autofocus
      visibilityToggleButtonProps={{ 'aria-label': t('seal.show') }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
