import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { consentUses } from '../../../shared/model/consent.ts';
import { useExportChoice } from '../../desk/session/export.ts';

/**
 * Below a menu's tables: whether they are for Excel, and what a file is taken for. Consent is asked of that use, and the log
 * keeps it.
 */
export function ExportChoiceItems(): ReactElement {
  const { t } = useTranslation();
  const { use, hasByteOrderMark } = useExportChoice();
  return (
    <>
      <Menu.CheckboxItem
        checked={hasByteOrderMark}
        onChange={(isChecked) => useExportChoice.setState({ hasByteOrderMark: isChecked })}
      >
        {t('session.export.byteOrderMark')}
      </Menu.CheckboxItem>
      <Menu.Divider />
      <Menu.Label>{t('consent.exportFor')}</Menu.Label>
      <Menu.RadioGroup
        value={use}
        onChange={(value) => {
          const chosen = consentUses.find((each) => each === value);
          if (chosen !== undefined) useExportChoice.setState({ use: chosen });
        }}
      >
        {consentUses.map((each) => (
          <Menu.RadioItem key={each} value={each}>
            {t(`consent.use.${each}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
    </>
  );
}
