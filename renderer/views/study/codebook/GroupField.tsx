import { Autocomplete } from '@mantine/core';
import { type ReactElement, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codebookLimits } from '../../../../shared/model/code-rows.ts';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { useRows } from '../../../state/rows.ts';

type Props = { readonly code: CodeRow; readonly onChange: (group: string | null) => void };

/** The group of which a coder has one code at a time: one that is there, or a new name. */
export function GroupField({ code, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const codes = useRows((rows) => rows.all('code'));
  const groups = useMemo(
    () => [...new Set(codes.flatMap(({ exclusiveGroup }) => exclusiveGroup ?? []))].sort(),
    [codes],
  );
  const [typed, setTyped] = useState<string | null>(null);
  const save = (text: string): void => {
    setTyped(null);
    const next = text.trim() === '' ? null : text.trim();
    if (next !== code.exclusiveGroup) onChange(next);
  };
  return (
    <Autocomplete
      label={t('coding.book.group')}
      description={t('coding.book.groupHint')}
      placeholder={t('coding.book.groupNone')}
      data={groups}
      maxLength={codebookLimits.group}
      value={typed ?? code.exclusiveGroup ?? ''}
      onChange={setTyped}
      onOptionSubmit={save}
      onBlur={(event) => save(event.currentTarget.value)}
    />
  );
}
