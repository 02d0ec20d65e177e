import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { consentUses } from '../../../shared/model/consent.ts';
import { useExportUse } from './desk/export.ts';

/** What a file is taken for, in every menu of exports: consent is asked of that use, and the log keeps it. */
export function ExportUseItems(): ReactElement {
  const { t } = useTranslation();
  const { use } = useExportUse();
  return (
    <>
      <Menu.Label>{t('consent.exportFor')}</Menu.Label>
      <Menu.RadioGroup
        value={use}
        onChange={(value) => {
          const chosen = consentUses.find((each) => each === value);
          if (chosen !== undefined) useExportUse.setState({ use: chosen });
        }}
      >
        {consentUses.map((each) => (
          <Menu.RadioItem key={each} value={each}>
            {t(`consent.use.${each}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}
