import type { InterviewId, PersonId } from '../../../shared/model/ids.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { orShow, tell } from '../../state/notices.ts';
import { mirror } from '../../state/rows.ts';
import { announce } from '../../ui/announcer.tsx';
import { t } from '../../ui/i18n.ts';
import type { Desk } from '../session/desk.ts';
import { goToMoment } from '../session/going.ts';
import { changeRecording } from '../session/keep.ts';
import { useCoding } from './coding.ts';

type Direction = 'next' | 'previous';

/**
 * Goes to the next or previous unit of the session that this coder has not coded, going round. A moment is selected and
 * played from; a statement is laid out to be coded. Says so when none is left.
 */
export async function goToUncoded(
  desk: Desk,
  of: 'moment' | 'statement',
  direction: Direction,
  personId: PersonId,
): Promise<void> {
  const after = of === 'moment' ? desk.store.getState().momentId : useCoding.getState().statementId;
  const { sessionId } = desk;
  const call = client.coding.nextUnit({ sessionId, of, transcriptId: null, personId, after, direction });
  const found = await orShow(attempt(call));
  if (found === undefined) return;
  const { unit, left } = found;
  if (unit === null) {
    tell(t(of === 'moment' ? 'coding.desk.said.allMoments' : 'coding.desk.said.allStatements'));
    return;
  }
  if (unit.kind === 'statement') await showStatement(unit.id, unit.interviewId, left);
  else showMoment(desk, unit.id, left);
}

function showMoment(desk: Desk, id: string, left: number): void {
  const moment = mirror.get('moment', id);
  if (moment === undefined) return;
  useCoding.setState({ statementId: null });
  if (moment.recordingId !== desk.store.getState().recordingId) changeRecording(desk, moment.recordingId);
  goToMoment(desk, moment.id);
  announce(t('coding.desk.said.momentsLeft', { count: left }));
}

/** Its interview's rows come with the interview, which the session's desk has not loaded. */
async function showStatement(id: string, interviewId: InterviewId | null, left: number): Promise<void> {
  if (mirror.get('statement', id) === undefined && interviewId !== null) {
    const contents = await orShow(attempt(client.interview.load({ id: interviewId })));
    if (contents === undefined) return;
    mirror.loadInterview(contents);
  }
  const statement = mirror.get('statement', id);
  if (statement === undefined) return;
  useCoding.setState({ statementId: statement.id });
  announce(t('coding.desk.said.statementsLeft', { count: left }));
}
