import { Menu } from '@mantine/core';
import { type ReactElement, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionId } from '../../../shared/model/ids.ts';
import { byId } from '../../../shared/model/order.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { labelOf, runById } from '../../commands/commands.ts';
import { actorNow, go } from '../../state/interface.ts';
import type { RowReader } from '../../state/mirror.ts';
import { useRows } from '../../state/rows.ts';
import { IconMenu } from '../../ui/IconMenu.tsx';
import { icon } from '../../ui/icons.tsx';
import { PersonBadge } from '../../ui/PersonBadge.tsx';
import { saveFile } from '../../ui/saveFile.ts';

const TalkIcon = icon('M3.5 4.5h9v6H8l-3 2.5v-2.5H3.5ZM14.5 8h2v6H15v2.5L12 14H9.5');

/** From the session's desk to the desks of its recall interviews, and to what is said of the session as a whole. */
export function SessionInterviews({ sessionId }: { readonly sessionId: SessionId }): ReactElement {
  const { t } = useTranslation();
  const held = useRows(
    useCallback(
      (rows: RowReader) =>
        rows
          .of('interview', sessionId)
          .filter(({ status, startedAt }) => status !== 'planned' && startedAt !== null)
          .sort(byId),
      [sessionId],
    ),
  );
  const people = useRows((rows) => rows.all('person'));
  const hasTraces = useRows((rows) => rows.of('dialTrace', sessionId).length > 0);
  const save = (rows: 'samples' | 'seconds'): void =>
    void saveFile(attempt(client.dial.export({ sessionId, rows, actor: actorNow() })));
  return (
    <IconMenu label={t('interview.menu')} icon={<TalkIcon />}>
      {held.length === 0 && <Menu.Label>{t('interview.none')}</Menu.Label>}
      {held.map(({ id, recallerId }) => {
        const recaller = people.find((person) => person.id === recallerId);
        return (
          <Menu.Item
            key={id}
            leftSection={recaller === undefined ? null : <PersonBadge person={recaller} size="sm" />}
            onClick={() => go({ screen: 'interview', interviewId: id })}
          >
            {t('interview.openDesk', { name: recaller?.name ?? '' })}
          </Menu.Item>
        );
      })}
      <Menu.Divider />
      <Menu.Item onClick={() => runById('dial.open')}>{labelOf('dial.open')}</Menu.Item>
      {/* In one menu: with text twice as large the header has no room for another. */}
      <Menu.Item onClick={() => runById('memo.ofSession')}>{labelOf('memo.ofSession')}</Menu.Item>
      <Menu.Item onClick={() => runById('rating.ofSession')}>{labelOf('rating.ofSession')}</Menu.Item>
      {hasTraces && (
        <>
          <Menu.Item onClick={() => save('samples')}>{t('interview.dial.exportSamples')}</Menu.Item>
          <Menu.Item onClick={() => save('seconds')}>{t('interview.dial.exportSeconds')}</Menu.Item>
        </>
      )}
    </IconMenu>
  );
}
