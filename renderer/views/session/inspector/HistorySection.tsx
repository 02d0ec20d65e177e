import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryEntry } from '../../../../shared/contract/app.ts';
import type { CodingRow, Entity } from '../../../../shared/model/rows.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { editName } from '../../../commands/editName.ts';
import type { MomentEntry } from '../../../desk/session/model/entries.ts';
import { mirror, useRows } from '../../../state/rows.ts';
import { formatDayAndTime } from '../../../ui/words.ts';
import classes from './Inspector.module.css';

/** What happened to the moment, newest first; asked for only when somebody opens it. */
export function HistorySection({ entry }: { readonly entry: MomentEntry }): ReactElement {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const [entries, setEntries] = useState<readonly HistoryEntry[]>([]);
  const codings = useRows((rows) => rows.of('coding', entry.moment.id));

  useEffect(() => {
    if (!isOpen) return;
    let isGone = false;
    void historyOf(entry, codings).then((found) => {
      if (!isGone) setEntries(found);
    });
    return () => {
      isGone = true;
    };
  }, [isOpen, entry, codings]);

  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes['summary']}>{t('session.inspector.history')}</summary>
      <ol className={classes['history']}>
        {entries.map(({ seq, name, kind, actor, at }) => {
          const what = editName(name);
          const person = mirror.get('person', actor)?.name;
          return (
            <li key={seq}>
              <span>
                {kind === 'edit'
                  ? what
                  : t(`session.inspector.${kind === 'undo' ? 'historyUndo' : 'historyRedo'}`, { what })}
                {person !== undefined && ` ${t('session.inspector.historyBy', { name: person })}`}
              </span>
              <time dateTime={new Date(at).toISOString()}>{formatDayAndTime(at)}</time>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

/** Of the moment and all that hangs on it: an edit that touched several of the rows is told once. */
async function historyOf(
  entry: MomentEntry,
  codings: readonly CodingRow[],
): Promise<readonly HistoryEntry[]> {
  const rows: [Entity, string][] = [
    ['moment', entry.moment.id],
    ...entry.segments.map(({ id }): [Entity, string] => ['segment', id]),
    ...entry.peaks.map(({ id }): [Entity, string] => ['peak', id]),
    ...codings.map(({ id }): [Entity, string] => ['coding', id]),
    ...(entry.note === undefined ? [] : [['note', entry.note.id] satisfies [Entity, string]]),
  ];
  const answers = await Promise.all(rows.map(([entity, id]) => attempt(client.history.of({ entity, id }))));
  const bySeq = new Map<number, HistoryEntry>();
  for (const answer of answers) if (answer.ok) for (const each of answer.value) bySeq.set(each.seq, each);
  return [...bySeq.values()].sort((a, b) => b.seq - a.seq);
}
