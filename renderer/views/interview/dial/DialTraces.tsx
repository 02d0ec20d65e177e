import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { formatDayAndTime } from '../../../ui/words.ts';
import classes from './dial.module.css';
import { useDialTraces } from './useDialTraces.ts';

type Props = { readonly sessionId: Parameters<typeof useDialTraces>[0]; readonly recordingId: string };

/** What the lines over the waveform are, and the way to take one away. */
export function DialTraces({ sessionId, recordingId }: Props): ReactElement | null {
  const { t } = useTranslation();
  const traces = useDialTraces(sessionId, recordingId);
  const rows = useRows((reader) => reader.of('dialTrace', sessionId));
  const people = useRows((reader) => reader.all('person'));
  if (traces.length === 0) return null;
  return (
    <ul className={classes['traces']} aria-label={t('interview.dial.traces')}>
      {traces.map(({ id, color, letter, dash }) => {
        const row = rows.find((one) => one.id === id);
        if (row === undefined) return null;
        const name = people.find((person) => person.id === row.personId)?.name ?? '';
        const when = formatDayAndTime(row.createdAt);
        return (
          <li key={id}>
            <svg className={classes['line']} viewBox="0 0 40 8" aria-hidden="true">
              <line
                x1="0"
                y1="4"
                x2="40"
                y2="4"
                stroke={color}
                strokeWidth="2.5"
                strokeDasharray={dash.join(' ')}
              />
            </svg>
            <strong>{letter}</strong>
            <span>{[name, row.label].filter((part) => part !== '').join(', ')}</span>
            <span className={classes['when']}>{when}</span>
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              aria-label={t('interview.dial.removeNamed', { name: letter, when })}
              onClick={() => void orShow(write(client.dial.remove({ id: row.id, actor: actorNow() })))}
            >
              {t('interview.dial.remove')}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
