import { Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import classes from './EmptyState.module.css';

type Props = {
  readonly title: string;
  /** What to do next, in a sentence. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly order?: 2 | 3;
  readonly size?: 'md' | 'lg';
};

/** Nothing here yet: says so, and what to do next. */
export function EmptyState({ title, children, actions, order = 3, size = 'md' }: Props): ReactElement {
  return (
    <div className={classes['empty']} data-size={size}>
      <Title order={order} className={classes['title'] ?? ''}>
        {title}
      </Title>
      {children !== undefined && (
        <Text component="div" c="dimmed" className={classes['text'] ?? ''}>
          {children}
        </Text>
      )}
      {actions !== undefined && <div className={classes['actions']}>{actions}</div>}
    </div>
  );
}
