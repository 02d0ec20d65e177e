import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeId } from '../../../../../shared/model/ids.ts';
import { client } from '../../../../api/client.ts';
import { actorNow } from '../../../../state/interface.ts';
import { useRows } from '../../../../state/rows.ts';
import { compareNames } from '../../../../ui/names.ts';
import { Members } from './Members.tsx';

/** The sets that a code is in; nothing as long as there are none. */
export function SetsField({ codeId }: { readonly codeId: CodeId }): ReactElement | null {
  const { t } = useTranslation();
  const sets = useRows((rows) => rows.all('codeSet'));
  const memberships = useRows((rows) => rows.of('codeSetMember', codeId));
  const choices = useMemo(
    () =>
      sets
        .map(({ id, name }) => ({ value: id, label: name }))
        .sort((one, other) => compareNames(one.label, other.label)),
    [sets],
  );
  if (sets.length === 0) return null;
  return (
    <Members
      label={t('coding.book.setsIn')}
      choices={choices}
      chosen={new Set(memberships.map(({ setId }) => setId))}
      put={(id) => client.codeSet.addCode({ id, codeId, actor: actorNow() })}
      take={(id) => client.codeSet.removeCode({ id, codeId, actor: actorNow() })}
    />
  );
}
