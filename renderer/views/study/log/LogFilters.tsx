import { Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogFilter } from '../../../../shared/contract/log.ts';
import { personId, sessionId } from '../../../../shared/model/ids.ts';
import { useRows } from '../../../state/rows.ts';
import { editAreas } from '../../../ui/catalogue/edits.ts';
import { compareNames, compareSessions, sessionName } from '../../../ui/names.ts';
import classes from './log.module.css';

type Props = { readonly filter: LogFilter; readonly onChange: (filter: LogFilter) => void };

const nobody = 'nobody';
/** The first instant of a day of this computer's calendar, or of the day `later` days on; undefined for an empty field. */
function startOfDay(isoDate: string, later = 0): number | undefined {
  const [year, month, day] = isoDate.split('-').map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return new Date(year, month - 1, day + later).getTime();
}

export function LogFilters({ filter, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  const people = useRows((rows) => rows.all('person'));
  const sessions = useRows((rows) => rows.all('session'));
  const cases = useRows((rows) => rows.all('case'));
  const labelOf = (id: string): string => cases.find((each) => each.id === id)?.label ?? '';
  const change = (fields: { [K in keyof LogFilter]?: LogFilter[K] | undefined }): void => {
    const next = Object.entries({ ...filter, ...fields }).filter(([, value]) => value !== undefined);
    onChange(Object.fromEntries(next));
  };
  const areas = Object.entries(editAreas).map(([value, label]) => ({ value, label }));

  return (
    <div className={classes['filters']}>
      <Select
        label={t('log.who')}
        placeholder={t('log.everybody')}
        clearable
        searchable
        value={filter.actor === null ? nobody : (filter.actor ?? null)}
        data={[
          { value: nobody, label: t('log.nobody') },
          ...people
            .map(({ id, name }): { value: string; label: string } => ({ value: id, label: name }))
            .sort((a, b) => compareNames(a.label, b.label)),
        ]}
        onChange={(value) => change({ actor: value === nobody ? null : personId.safeParse(value).data })}
      />
      <Select
        label={t('log.what')}
        placeholder={t('log.everything')}
        clearable
        searchable
        value={filter.kind ?? null}
        data={[
          { value: 'occurrence', label: t('log.occurrences') },
          { value: 'retraced', label: t('log.retraced') },
          ...areas.sort((a, b) => compareNames(a.label, b.label)),
        ]}
        onChange={(value) => change({ kind: value ?? undefined })}
      />
      <Select
        label={t('log.session')}
        placeholder={t('log.allSessions')}
        clearable
        searchable
        value={filter.session ?? null}
        data={sessions
          .toSorted((a, b) => compareNames(labelOf(a.caseId), labelOf(b.caseId)) || compareSessions(a, b))
          .map((session) => ({
            value: session.id,
            label: `${labelOf(session.caseId)}, ${sessionName(session)}`,
          }))}
        onChange={(value) => change({ session: sessionId.safeParse(value).data })}
      />
      <TextInput
        type="date"
        label={t('log.from')}
        onChange={(event) => change({ fromMs: startOfDay(event.currentTarget.value) })}
      />
      <TextInput
        type="date"
        label={t('log.to')}
        onChange={(event) => change({ toMs: startOfDay(event.currentTarget.value, 1) })}
      />
    </div>
  );
}
