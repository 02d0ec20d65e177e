import { ActionIcon } from '@mantine/core';
import type { ReactElement } from 'react';
import { BackIcon } from './icons.tsx';

type Props = {
  /** Where it leads to. */
  readonly label: string;
  readonly onClick: () => void;
};

/** The first thing of a screen's header: the way back to where one came from. */
export function BackButton({ label, onClick }: Props): ReactElement {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onClick}>
      <BackIcon />
    </ActionIcon>
  );
}
