import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionId } from '../../../../shared/model/ids.ts';
import { useInterface } from '../../../state/interface.ts';
import { useRows } from '../../../state/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import classes from './CodingStrip.module.css';
import { useProgress } from './useProgress.ts';

/** How far one is; with a click, how far everybody is. */
export function ProgressWords({ sessionId }: { readonly sessionId: SessionId }): ReactElement | null {
  const { t } = useTranslation();
  const progress = useProgress(sessionId);
  const personId = useInterface((state) => state.personId);
  const people = useRows((rows) => rows.all('person'));
  const units = progress?.sessions[0];
  if (progress === null || units === undefined) return null;
  const mine = progress.coders.find((coder) => coder.personId === personId);
  return (
    <Popover position="top-end" withinPortal>
      <Popover.Target>
        <UnstyledButton className={classes['progress'] ?? ''} aria-haspopup="dialog">
          {t('coding.desk.mine', { done: mine?.moments ?? 0, all: units.moments })}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('coding.desk.progress')}>
        {progress.coders.length === 0 && t('coding.desk.nobodyCoded')}
        <ul className={classes['coders']}>
          {progress.coders.map((coder) => {
            const person = people.find(({ id }) => id === coder.personId);
            return (
              <li key={coder.personId}>
                {person !== undefined && <PersonBadge person={person} size="sm" />}
                <span>{person?.name}</span>
                <span className={classes['muted']}>
                  {t('coding.desk.mineFull', {
                    moments: coder.moments,
                    allMoments: units.moments,
                    statements: coder.statements,
                    allStatements: units.statements,
                    spans: coder.spans,
                  })}
                </span>
              </li>
            );
          })}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}
