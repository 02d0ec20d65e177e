import { NativeSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportTarget } from '../../../state/imports.ts';
import { useRows } from '../../../state/rows.ts';
import { compareNames, compareSessions, sessionName } from '../../../ui/names.ts';

type Props = { readonly value: ImportTarget; readonly onChange: (target: ImportTarget) => void };

function keyOf(target: ImportTarget): string {
  switch (target.kind) {
    case 'session':
      return target.sessionId;
    case 'newSession':
      return target.caseId;
    case 'newCase':
      return target.kind;
  }
}

/** A session that is there, a new one in a case that is there, or a new case. */
export function TargetSelect({ value, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const cases = useRows((rows) => rows.all('case'));
  const sessions = useRows((rows) => rows.all('session'));

  function choose(key: string): void {
    const session = sessions.find(({ id }) => id === key);
    const ofCase = cases.find(({ id }) => id === key);
    if (session !== undefined) onChange({ kind: 'session', sessionId: session.id });
    else if (ofCase !== undefined) onChange({ kind: 'newSession', caseId: ofCase.id });
    else onChange({ kind: 'newCase' });
  }

  return (
    <NativeSelect
      label={t('import.session')}
      value={keyOf(value)}
      onChange={(event) => choose(event.currentTarget.value)}
    >
      {cases
        .toSorted((left, right) => compareNames(left.label, right.label))
        .map(({ id, label }) => (
          <optgroup key={id} label={label}>
            {sessions
              .filter(({ caseId }) => caseId === id)
              .toSorted(compareSessions)
              .map((session) => (
                <option key={session.id} value={session.id}>
                  {t('import.inSession', { case: label, session: sessionName(session) })}
                </option>
              ))}
            <option value={id}>{t('import.inNewSession', { case: label })}</option>
          </optgroup>
        ))}
      <option value="newCase">{t('import.inNewCase')}</option>
    </NativeSelect>
  );
}
