import { ActionIcon, Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import type { CommandId } from './command.ts';
import { runById } from './commands.ts';
import { useCommandKeys } from './useCommandKeys.ts';

type Props = { readonly id: CommandId; readonly icon: ReactElement; readonly label: string };

/** A command as a button of a screen's header; its name and keys show when the mouse rests on it. */
export function CommandTool({ id, icon, label }: Props): ReactElement {
  const keys = useCommandKeys(id);
  return (
    <Tooltip label={keys === '' ? label : `${label}  ${keys}`} openDelay={500}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => runById(id)}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
