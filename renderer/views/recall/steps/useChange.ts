import type { InterviewId } from '../../../../shared/model/ids.ts';
import type { InterviewRow } from '../../../../shared/model/rows.ts';
import { attempt } from '../../../api/attempt.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import { useRecall } from '../recallContext.ts';

type Changeable = Omit<InterviewRow, 'id' | 'sessionId' | 'startedAt' | 'endedAt' | 'createdAt' | 'step'>;

/** Changes the interview that is on screen; each change is saved as it is made. */
export function useChange(): (fields: Partial<Changeable>) => void {
  const { id } = useRecall().interview;
  return (fields) => void change(id, fields);
}

async function change(id: InterviewId, fields: Partial<Changeable>): Promise<void> {
  const changed = await orShow(write(client.interview.update({ id, ...fields, actor: actorNow() })));
  const isProjected = fields.recordingId !== undefined || fields.whoMayStop !== undefined;
  // The recaller's window is told what to show, and whether there is a Stop, on entering.
  if (changed !== undefined && isProjected) await orShow(attempt(client.interview.enter({ id })));
}
