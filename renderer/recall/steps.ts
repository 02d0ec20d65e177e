import type { InterviewStep } from '../../shared/model/vocabulary.ts';
import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { flushDrafts } from '../state/drafts.ts';
import { actorNow, go } from '../state/interface.ts';
import { orShow, tell } from '../state/notices.ts';
import { write } from '../state/rows.ts';
import { t } from '../ui/i18n.ts';
import { saveFile } from '../ui/saveFile.ts';
import { createInterviewClock } from './clock.ts';
import { interviewNow, placesNow, type Recall } from './recall.ts';
import { endStatements } from './statements.ts';

export async function goToStep(recall: Recall, step: InterviewStep): Promise<void> {
  await flushDrafts();
  if (step === 'watch') await layOnce(recall);
  await orShow(write(client.interview.update({ id: recall.interviewId, step, actor: actorNow() })));
}

/** An interval or a draw stops nobody before its places are laid, and whoever chose it need not know that. */
async function layOnce(recall: Recall): Promise<void> {
  const interview = interviewNow(recall);
  const kind = interview?.sampling.kind;
  if ((kind !== 'interval' && kind !== 'random') || interview?.recordingId == null) return;
  if (placesNow(recall).some(({ origin }) => origin === kind)) return;
  await orShow(write(client.place.lay({ interviewId: recall.interviewId, actor: actorNow() })));
}

/** Starts the interview's clock, or goes on with it, and records from now on. */
export async function begin(recall: Recall): Promise<void> {
  const begun = await orShow(write(client.interview.begin({ id: recall.interviewId, actor: actorNow() })));
  if (begun === undefined) return;
  recall.clock = createInterviewClock(begun.nowMs);
  recall.recorder.start(recall.clock);
  await goToStep(recall, 'ask');
}

/** Everything is written already; what is still in the air is waited for. */
export async function leave(recall: Recall): Promise<void> {
  recall.player?.pause();
  await flushDrafts();
  go({ screen: 'study' });
}

/** The recorder ends with the screen: what it still holds is laid down after that, however long the disk takes. */
export async function finish(recall: Recall): Promise<boolean> {
  await endStatements(recall);
  await recall.ledger.idle();
  const { interviewId: id, clock } = recall;
  const end = { id, interviewMs: clock.nowMs(), actor: actorNow() };
  const done = await orShow(write(client.interview.finish(end)));
  if (done === undefined) return false;
  tell(t('recall.close.finished'));
  go({ screen: 'study' });
  return true;
}

/** The summary as a file of the person's own. */
export async function exportSummary(recall: Recall, format: 'text' | 'csv'): Promise<void> {
  await saveFile(attempt(client.interview.summary({ id: recall.interviewId, format, actor: actorNow() })));
}

/** Whether the interview's clock runs, so that its sound is recorded and its statements have a time. */
export function isUnderWay(recall: Recall): boolean {
  return interviewNow(recall)?.status === 'underWay';
}
