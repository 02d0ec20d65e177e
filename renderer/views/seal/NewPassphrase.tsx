import { PasswordInput, Text } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortestPassphrase } from '../../../shared/contract/seal.ts';
import classes from './seal.module.css';
import { type Strength, strengthOf } from './strength.ts';

type Props = {
  readonly label: string;
  /** The passphrase once it is long enough and was typed twice alike; null until then. */
  readonly onChange: (passphrase: string | null) => void;
};

/** A new passphrase, twice, with how strong it is and what losing it means. */
export function NewPassphrase({ label, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const isLong = first.length >= shortestPassphrase;
  const differs = second !== '' && first !== second;

  function told(nextFirst: string, nextSecond: string): void {
    setFirst(nextFirst);
    setSecond(nextSecond);
    const isGood = nextFirst.length >= shortestPassphrase && nextFirst === nextSecond;
    onChange(isGood ? nextFirst : null);
  }

  return (
    <div className={classes['fields']}>
      <PasswordInput
        label={label}
        value={first}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('seal.show') }}
        onChange={(event) => told(event.currentTarget.value, second)}
      />
      {first !== '' && !isLong ? (
        <Text size="sm">{t('seal.tooShort', { count: shortestPassphrase })}</Text>
      ) : (
        <StrengthMeter passphrase={first} />
      )}
      <PasswordInput
        label={t('seal.repeat')}
        value={second}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('seal.show') }}
        error={differs ? t('seal.differs') : null}
        onChange={(event) => told(first, event.currentTarget.value)}
      />
      <Text size="sm" className={classes['warning'] ?? ''}>
        {t('seal.cannotBeRecovered')}
      </Text>
    </div>
  );
}

const steps: readonly Strength[] = [1, 2, 3, 4];

function StrengthMeter({ passphrase }: { readonly passphrase: string }): ReactElement | null {
  const { t } = useTranslation();
  const [found, setFound] = useState<{ of: string; strength: Strength } | null>(null);
  useEffect(() => {
    let isWanted = passphrase !== '';
    if (isWanted)
      void strengthOf(passphrase).then((strength) => {
        if (isWanted) setFound({ of: passphrase, strength });
      });
    return () => {
      isWanted = false;
    };
  }, [passphrase]);

  if (passphrase === '') return null;
  const strength = found?.strength ?? null;
  return (
    <div className={classes['strength']}>
      <div className={classes['bars']} aria-hidden="true">
        {steps.map((step) => (
          <span key={step} data-on={strength !== null && strength >= step ? true : undefined} />
        ))}
      </div>
      <Text size="sm" aria-live="polite">
        {strength === null
          ? t('seal.checking')
          : t('seal.strength', { word: t(`seal.strengthWord.${strength}`) })}
      </Text>
    </div>
  );
}
