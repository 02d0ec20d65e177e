import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

type Props = {
  readonly label: string;
  readonly icon: ReactNode;
  readonly children: ReactNode;
};

/** A menu of a screen's header, behind an icon that says its name when the mouse rests on it. */
export function IconMenu({ label, icon, children }: Props): ReactElement {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Tooltip label={label} openDelay={500}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label}>
            {icon}
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
