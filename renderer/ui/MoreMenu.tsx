import { ActionIcon, Menu } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { DotsIcon } from './icons.tsx';

type Props = {
  /** Names what the menu is about. */
  readonly label: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
};

/**
 * The three dots with what else can be done. The menu itself is made at the first click: a board of 200 sessions
 * would otherwise spend half of its time on 200 menus that nobody opens.
 */
export function MoreMenu({ label, children, className = '' }: Props): ReactElement {
  const [isWanted, setWanted] = useState(false);
  if (!isWanted)
    return (
      <ActionIcon
        variant="subtle"
        color="gray"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={false}
        onClick={() => setWanted(true)}
      >
        <DotsIcon />
      </ActionIcon>
    );
  return (
    <Menu position="bottom-end" defaultOpened returnFocus>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" className={className} aria-label={label}>
          <DotsIcon />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
