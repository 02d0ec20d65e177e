import { create } from 'zustand';
import type { ConsentUse } from '../../../shared/model/consent.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { actorNow } from '../../state/interface.ts';
import { saveFile } from '../../ui/saveFile.ts';
import type { Desk } from './desk.ts';

/** What exports are for, and whether tables are for Excel, as last chosen; the commands use it too. */
export const useExportChoice = create<{ readonly use: ConsentUse; readonly hasByteOrderMark: boolean }>(
  () => ({ use: 'analysis', hasByteOrderMark: false }),
);

export type MomentsFile = { format: 'csv' | 'json'; rowPer: 'moment' | 'code' };

/** The session's moments as a file. */
export function exportMoments(desk: Desk, file: MomentsFile): Promise<void> {
  const choice = useExportChoice.getState();
  const { use } = choice;
  const hasByteOrderMark = choice.hasByteOrderMark && file.format === 'csv';
  const call = client.export.moments({
    sessionId: desk.sessionId,
    use,
    hasByteOrderMark,
    actor: actorNow(),
    ...file,
  });
  return saveFile(attempt(call), use);
}
