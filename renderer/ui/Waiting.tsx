import { Loader } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Waiting.module.css';

/** Most waits here are over before anybody could read this; showing it at once would only flicker. */
const patienceMs = 250;

/** A whole screen, or its part, that is not there yet. */
export function Waiting(): ReactElement | null {
  const { t } = useTranslation();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <div className={classes['waiting']} role="status">
      <Loader size="sm" />
      <span>{t('common.loading')}</span>
    </div>
  );
}
