import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { type DraftSource, useDraft } from '../../../state/drafts.ts';
import { notSaved } from '../../../ui/notSaved.ts';

type Props = {
  readonly source: DraftSource;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly isLabelHidden?: boolean;
  readonly autoFocus?: boolean;
  readonly size?: 'xs' | 'sm';
};

/** A line of text that saves itself. */
export function DraftInput({
  source,
  label,
  isLabelHidden = false,
  autoFocus = false,
  ...rest
}: Props): ReactElement {
  const { text, failure, type, leave } = useDraft(source);
  return (
    <TextInput
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      {...rest}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
      value={text}
      error={notSaved(failure)}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}
