import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { saveFile } from '../../../ui/saveFile.ts';
import type { Desk } from './desk.ts';

export type ExportChoice = { format: 'csv' | 'json'; rowPer: 'moment' | 'code'; hasByteOrderMark: boolean };

/** The session's moments as a file. */
export function exportMoments(desk: Desk, choice: ExportChoice): Promise<void> {
  return saveFile(
    attempt(client.export.moments({ sessionId: desk.sessionId, actor: actorNow(), ...choice })),
  );
}
