import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueryClause } from '../../../../../shared/model/query.ts';
import { TimeInput } from '../../../recall/parts/TimeInput.tsx';
import classes from '../query.module.css';

type TimeClause = Extract<QueryClause, { kind: 'time' }>;
type Props = { readonly clause: TimeClause; readonly onChange: (clause: TimeClause) => void };

/** Which part of the recording it begins in. */
export function TimeFields({ clause, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={classes['sentence']}>
      <TimeInput
        label={t('find.query.fromTime')}
        valueMs={clause.fromMs}
        placeholder="0:05:00"
        onTime={(fromMs) => onChange({ ...clause, fromMs })}
      />
      <TimeInput
        label={t('find.query.toTime')}
        valueMs={clause.toMs}
        placeholder="0:10:00"
        onTime={(toMs) => onChange({ ...clause, toMs })}
      />
    </div>
  );
}
