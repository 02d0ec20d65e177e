import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentUse } from '../../../../shared/model/consent.ts';
import type { ConsentRow } from '../../../../shared/model/rows.ts';
import { CheckIcon, icon } from '../../../ui/icons.tsx';
import { formatIsoDate } from '../../../ui/words.ts';
import classes from './consent.module.css';

const RefusedIcon = icon('M5 5l10 10M15 5 5 15');
const WithdrawnIcon = icon('M8 5 4 9l4 4M4 9h8a4 4 0 0 1 0 8h-2');
const MissingIcon = icon('M6 10h8');

const looks = { granted: CheckIcon, refused: RefusedIcon, withdrawn: WithdrawnIcon } as const;

type Props = {
  readonly consent: ConsentRow | null;
  readonly use: ConsentUse;
  readonly name: string;
  readonly onClick: () => void;
};

/** What stands: a sign and a word, never a colour alone. Pressed, it can be decided anew. */
export function ConsentState({ consent, use, name, onClick }: Props): ReactElement {
  const { t } = useTranslation();
  const Sign = consent === null ? MissingIcon : looks[consent.decision];
  const state =
    consent === null
      ? t('consent.none')
      : t('consent.since', {
          decision: t(`consent.decision.${consent.decision}`),
          when: formatIsoDate(consent.decidedOn),
        });
  return (
    <button
      type="button"
      className={classes['state']}
      data-decision={consent?.decision ?? 'none'}
      aria-label={t('consent.cell', { use: t(`consent.use.${use}`), state, name })}
      onClick={onClick}
    >
      <Sign className={classes['sign'] ?? ''} />
      <span>
        {consent === null ? t('consent.none') : t(`consent.decision.${consent.decision}`)}
        {consent !== null && <span className={classes['day']}>{formatIsoDate(consent.decidedOn)}</span>}
      </span>
    </button>
  );
}
