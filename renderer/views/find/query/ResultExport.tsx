import { Button, Menu } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { askClipsOf, mostClips } from '../../../desk/clips/clipping.ts';
import { completedQuery } from '../../../desk/find/draft.ts';
import { useFind } from '../../../desk/find/find.ts';
import { playedPlace } from '../../../desk/find/found.ts';
import { useQuery } from '../../../desk/find/querying.ts';
import { clipsOfResults } from '../../../desk/find/resultClips.ts';
import { useExportChoice } from '../../../desk/session/export.ts';
import { actorNow } from '../../../state/interface.ts';
import { tell } from '../../../state/notices.ts';
import { mirror } from '../../../state/rows.ts';
import { t } from '../../../ui/i18n.ts';
import { saveFile } from '../../../ui/saveFile.ts';
import { ExportChoiceItems } from '../../session/ExportChoiceItems.tsx';
import { ExportIcon } from '../../session/icons.tsx';

/** All that the query finds, also what is beyond the list, as a file; or as clips what the list plays. */
export function ResultExport(): ReactElement {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-md" variant="default" leftSection={<ExportIcon />}>
          {t('find.query.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={exportCsv}>{t('find.query.exportCsv')}</Menu.Item>
        <ExportChoiceItems />
        <Menu.Item onClick={askResultClips}>{t('find.query.exportClips')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function exportCsv(): void {
  const { use, hasByteOrderMark } = useExportChoice.getState();
  const query = completedQuery(useQuery.getState().query);
  void saveFile(attempt(client.query.export({ query, use, hasByteOrderMark, actor: actorNow() })), use);
}

function askResultClips(): void {
  const { spans, count, ofCount } = clipsOfResults(
    useFind.getState().findings.found.map(playedPlace),
    (id) => mirror.get('recording', id)?.durationMs,
    mostClips,
  );
  if (count < ofCount) tell(t('find.query.tooMany', { count }));
  if (spans.length > 0) askClipsOf({ kind: 'results', spans, count });
}
