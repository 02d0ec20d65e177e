import { Button, CloseButton, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../api/client.ts';
import { runById } from '../../../commands/commands.ts';
import type { MomentEntry } from '../../../desk/session/model/entries.ts';
import { timeWords } from '../../../desk/session/timeWords.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { PersonBadge } from '../../../ui/PersonBadge.tsx';
import { TimeText } from '../../../ui/TimeText.tsx';
import { useDesk } from '../deskContext.ts';
import classes from './Inspector.module.css';

/** The most significant instants, one or several for each person. */
export function PeaksSection({ entry }: { readonly entry: MomentEntry }): ReactElement {
  const { t } = useTranslation();
  const desk = useDesk();
  const peaks = useRows((rows) =>
    entry.peaks.map((peak) => ({ peak, person: rows.get('person', peak.personId) })),
  );

  return (
    <section aria-label={t('session.inspector.peaks')}>
      <div className={classes['sectionHead']}>
        <h3 className={classes['sectionTitle']}>{t('session.inspector.peaks')}</h3>
        <Button
          variant="subtle"
          size="compact-sm"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => runById('peak.add')}
        >
          {t('session.inspector.addPeak')}
        </Button>
      </div>
      <div className={classes['chips']}>
        {peaks.map(({ peak, person }) => {
          const words = { name: person?.name ?? '', time: timeWords(peak.atMs) };
          return (
            <span key={peak.id} className={classes['chip']}>
              {person !== undefined && <PersonBadge person={person} size="sm" />}
              <UnstyledButton
                className={classes['chipTime'] ?? ''}
                aria-label={t('session.inspector.goToPeak', words)}
                onClick={() => desk.player?.seek(peak.atMs)}
              >
                <TimeText ms={peak.atMs} />
              </UnstyledButton>
              <CloseButton
                size="sm"
                aria-label={t('session.inspector.removePeak', words)}
                onClick={() => void orShow(write(client.peak.remove({ id: peak.id, actor: actorNow() })))}
              />
            </span>
          );
        })}
      </div>
    </section>
  );
}
