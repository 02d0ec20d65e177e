import { TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type DraftSource, useDraft } from '../../../state/drafts.ts';

type Props = {
  readonly source: DraftSource;
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly isLabelHidden?: boolean;
  readonly autoFocus?: boolean;
};

/** A line of text that saves itself. */
export function DraftInput({
  source,
  label,
  isLabelHidden = false,
  autoFocus = false,
  ...rest
}: Props): ReactElement {
  const { t } = useTranslation();
  const { text, failure, type, leave } = useDraft(source);
  return (
    <TextInput
      {...(isLabelHidden ? { 'aria-label': label } : { label })}
      {...rest}
      {...(autoFocus ? { 'data-autofocus': true } : {})}
      value={text}
      error={
        failure === null ? null : t('common.notSaved', { why: t(`failure.${failure.code}`, failure.data) })
      }
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={leave}
    />
  );
}
