import { Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { type DraftSource, useDraft } from '../state/drafts.ts';
import { notSaved } from './notSaved.ts';

type Props = {
  readonly source: DraftSource;
  readonly label: string;
  readonly placeholder?: string;
  readonly description?: string;
  readonly minRows?: number;
  /** Where the label stands beside it already. */
  readonly isLabelHidden?: boolean;
};

/** A longer text that saves itself and says so. */
export function DraftTextarea({
  source,
  label,
  minRows = 2,
  isLabelHidden = false,
  ...rest
}: Props): ReactElement {
  const { text, status, failure, type, leave } = useDraft(source);
  return (
    <Textarea
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      autosize
      minRows={minRows}
      maxRows={14}
      {...rest}
      value={text}
      error={notSaved(failure)}
      rightSection={status === 'saving' ? '…' : null}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}
