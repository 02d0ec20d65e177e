import { Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandId } from '../../commands/command.ts';
import { commandOf, isAvailable, labelOf, runById } from '../../commands/commands.ts';
import { Keys } from '../../commands/Keys.tsx';
import { useKeys } from '../../commands/keyChoices.ts';
import { keysOf } from '../../commands/keymap.ts';
import classes from './CommandMenu.module.css';

/** Where a context menu was asked for, in pixels of the window. */
export type MenuAt = { readonly x: number; readonly y: number; readonly isOnMoment: boolean };

const ofMoment: readonly CommandId[] = [
  'moment.play',
  'moment.loop',
  'note.edit',
  'moment.rename',
  'code.choose',
  'memo.add',
  'rating.ofMoment',
  'peak.add',
  'segment.add',
  'segment.remove',
  'moment.remove',
];
const ofPlace: readonly CommandId[] = [
  'playback.toggle',
  'moment.create',
  'moment.markPoint',
  'segment.setStart',
  'segment.setEnd',
  'timeline.zoomAll',
];

type Props = { readonly at: MenuAt; readonly onClose: () => void };

/** The commands that make sense where the menu was asked for; the same objects as everywhere. */
export function CommandMenu({ at, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const { choices } = useKeys();
  const commands = (at.isOnMoment ? ofMoment : ofPlace)
    .map(commandOf)
    .filter((command) => command !== undefined)
    .filter(isAvailable);

  return (
    <Menu opened onClose={onClose} position="bottom-start" withinPortal trapFocus returnFocus>
      {/* Stands where the pointer was: nobody sees or reaches it, but it names the menu. */}
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('session.contextMenu')}
          className={classes['anchor']}
          style={{ left: at.x, top: at.y }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {commands.map((command) => {
          const chord = keysOf(command, choices)[0];
          return (
            <Menu.Item
              key={command.id}
              rightSection={chord === undefined ? null : <Keys chord={chord} />}
              onClick={() => {
                onClose();
                // After the menu has given the focus back.
                setTimeout(() => runById(command.id), 0);
              }}
            >
              {labelOf(command.id)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
