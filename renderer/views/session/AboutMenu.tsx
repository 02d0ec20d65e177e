import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { commandOf, labelOf, runById } from '../../commands/commands.ts';
import { Keys } from '../../commands/Keys.tsx';
import { useKeys } from '../../commands/keyChoices.ts';
import { keysOf } from '../../commands/keymap.ts';
import { NoteIcon } from './icons.tsx';

const items = ['memo.ofSession', 'rating.ofSession'] as const;

/** What is said of the session as a whole. */
export function AboutMenu(): ReactElement {
  const { t } = useTranslation();
  const { choices } = useKeys();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={t('memo.aboutSession')} openDelay={500}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('memo.aboutSession')}>
            <NoteIcon />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map((id) => {
          const command = commandOf(id);
          const chord = command === undefined ? undefined : keysOf(command, choices)[0];
          return (
            <Menu.Item
              key={id}
              rightSection={chord === undefined ? null : <Keys chord={chord} />}
              onClick={() => runById(id)}
            >
              {labelOf(id)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
