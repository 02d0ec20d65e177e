import { ActionIcon, Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { schemeChoices } from '../state/interface.ts';
import { AutoIcon, MoonIcon, SunIcon } from './icons.tsx';
import { useScheme } from './scheme.ts';

const icons = { auto: AutoIcon, light: SunIcon, dark: MoonIcon } as const;

/** Light, dark, or as the system has it. */
export function SchemeMenu(): ReactElement {
  const { t } = useTranslation();
  const { choice, scheme, choose } = useScheme();
  const Now = icons[scheme];
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('scheme.label')}>
          <Now />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={choice}>
          {schemeChoices.map((each) => {
            const Icon = icons[each];
            return (
              <Menu.RadioItem
                key={each}
                value={each}
                rightSection={<Icon />}
                closeMenuOnClick
                onChange={() => choose(each)}
              >
                {t(`scheme.${each}`)}
              </Menu.RadioItem>
            );
          })}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
