import type { InterviewId } from '../../../../shared/model/ids.ts';
import type { InterviewRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import { useRecall } from '../recallContext.ts';

type Changeable = Omit<InterviewRow, 'id' | 'sessionId' | 'startedAt' | 'endedAt' | 'createdAt' | 'step'>;

/** Changes the interview that is on screen; each change is saved as it is made. */
export function useChange(): (fields: Partial<Changeable>) => void {
  const { id } = useRecall().interview;
  return (fields) => change(id, fields);
}

function change(id: InterviewId, fields: Partial<Changeable>): void {
  void orShow(write(client.interview.update({ id, ...fields, actor: actorNow() })));
}
