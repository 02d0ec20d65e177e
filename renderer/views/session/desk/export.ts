import { create } from 'zustand';
import type { ConsentUse } from '../../../../shared/model/consent.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { saveFile } from '../../../ui/saveFile.ts';
import type { Desk } from './desk.ts';

/** What exports of moments are for, as last chosen; the commands use it too. */
export const useExportUse = create<{ readonly use: ConsentUse }>(() => ({ use: 'analysis' }));

export type ExportChoice = { format: 'csv' | 'json'; rowPer: 'moment' | 'code'; hasByteOrderMark: boolean };

/** The session's moments as a file. */
export function exportMoments(desk: Desk, choice: ExportChoice): Promise<void> {
  const { use } = useExportUse.getState();
  const call = client.export.moments({ sessionId: desk.sessionId, use, actor: actorNow(), ...choice });
  return saveFile(attempt(call), use);
}
