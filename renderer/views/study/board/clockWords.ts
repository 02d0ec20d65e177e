import { useTranslation } from 'react-i18next';
import type { ClockCertificate } from '../../../../shared/model/recording.ts';

/** What a recording's clock is worth, in a sentence: played as it is, or from a copy and why. */
export function useClockWords({ verdict, reasons, isTruncated }: ClockCertificate): string {
  const { t } = useTranslation();
  const why = reasons.map((reason) => t(`clock.reason.${reason}`)).join('; ');
  const played =
    verdict === 'asIs' ? t('clock.asIs') : why === '' ? t('clock.copy') : t('clock.copyBecause', { why });
  return isTruncated ? `${played} ${t('clock.truncated')}` : played;
}
