import type { StepId } from '../../shared/model/ids.ts';
import type { Lead } from '../../shared/model/settings.ts';
import type { Result } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { flushDrafts } from '../state/drafts.ts';
import { actorNow } from '../state/interface.ts';
import { orShow } from '../state/notices.ts';
import { mirror, write } from '../state/rows.ts';
import { newSlot, type Recall, type Slot } from './recall.ts';

/** Writes a statement's text: begins the statement with the first of it. One at a time: the draft sees to that. */
export async function saveSlot(
  recall: Recall,
  slot: Slot,
  body: string,
  step: StepId,
): Promise<Result<unknown>> {
  const { said } = slot;
  await said.beginning;
  if (said.statementId !== null)
    return await write(client.statement.update({ id: said.statementId, body, step, actor: actorNow() }));
  if (body === '') return { ok: true, value: null };
  // It is tried again, as every text is whose saving failed for a reason that passes.
  if (said.heldUp !== null) return { ok: false, failure: said.heldUp.failure };
  return await beginSlot(recall, slot, body, step);
}

function beginSlot(recall: Recall, slot: Slot, body: string, step?: StepId): Promise<Result<unknown>> {
  const { said } = slot;
  const begun = begin(recall, slot, body, step).finally(() => {
    said.beginning = null;
  });
  said.beginning = begun;
  return begun;
}

async function begin(recall: Recall, slot: Slot, body: string, step?: StepId): Promise<Result<unknown>> {
  const { said } = slot;
  said.startMs ??= recall.clock.nowMs();
  // Who speaks, and of when, may have been chosen since the text was begun to be saved.
  const { speakerId, stance, category, lead } = said.chosen ?? slot;
  const result = await write(
    client.statement.begin({
      interviewId: recall.interviewId,
      stopId: said.stopId,
      momentId: null,
      speakerId,
      body,
      stance,
      category,
      lead,
      interviewMs: said.startMs,
      actor: actorNow(),
      ...(step === undefined ? {} : { step }),
    }),
  );
  if (!result.ok) return result;
  said.statementId = result.value.id;
  const { endMs } = said;
  if (endMs !== null)
    void orShow(write(client.statement.update({ id: said.statementId, endMs, actor: actorNow() })));
  const { slot: now } = recall.store.getState();
  // Another object, so that who looks at it sees that it is one now.
  if (now.key === slot.key) recall.store.setState({ slot: { ...now } });
  return result;
}

function choose(recall: Recall, slot: Slot): void {
  slot.said.chosen = slot;
  recall.store.setState({ slot });
}

/** Changes who says it, or whether it is of then or now: at once in the statement, if there is one already. */
export function changeSlot(recall: Recall, change: Partial<Pick<Slot, 'speakerId' | 'stance'>>): void {
  const { slot } = recall.store.getState();
  choose(recall, { ...slot, ...change });
  if (slot.said.statementId !== null)
    void orShow(write(client.statement.update({ id: slot.said.statementId, ...change, actor: actorNow() })));
}

/**
 * A lead was said: that is kept, and what comes next is the answer to it. A lead given while nothing has been answered
 * to the one before takes its place.
 */
export async function giveLead(recall: Recall, { category, text }: Lead): Promise<void> {
  await flushDrafts();
  const { stopId, slot } = recall.store.getState();
  const interviewMs = recall.clock.nowMs();
  void orShow(
    write(
      client.lead.use({
        interviewId: recall.interviewId,
        stopId,
        category,
        lead: text,
        interviewMs,
        actor: actorNow(),
      }),
    ),
  );
  if (stopId === null) {
    if (slot.said.heldUp !== null) choose(recall, { ...slot, category, lead: text });
    return;
  }
  await slot.said.beginning;
  const { statementId } = slot.said;
  const isAnswered = (mirror.get('statement', statementId)?.body ?? '') !== '';
  if (statementId !== null && !isAnswered) {
    choose(recall, { ...slot, category, lead: text });
    await orShow(
      write(client.statement.update({ id: statementId, category, lead: text, actor: actorNow() })),
    );
    return;
  }
  if (isAnswered) await endStatements(recall);
  const { slot: now } = recall.store.getState();
  const asked = isAnswered ? nextSlot(now, { category, lead: text }) : { ...now, category, lead: text };
  choose(recall, asked);
  // Left empty for now, perhaps: that the lead was answered here is known all the same.
  await orShow(beginSlot(recall, asked, ''));
}

/** Of the same stop, by the same speaker. */
const nextSlot = (
  { said: { stopId }, speakerId }: Slot,
  asked?: Partial<Pick<Slot, 'category' | 'lead'>>,
): Slot => newSlot({ stopId, speakerId }, asked);

/** What is being said has ended; the next thing said is a statement of its own. */
export async function endStatements(recall: Recall): Promise<void> {
  const endMs = Math.round(recall.clock.nowMs());
  await flushDrafts();
  const open = mirror
    .of('statement', recall.interviewId)
    .filter((statement) => statement.endMs === null && statement.startMs <= endMs);
  await Promise.all(
    open.map(({ id }) => orShow(write(client.statement.update({ id, endMs, actor: actorNow() })))),
  );
  const { slot } = recall.store.getState();
  if (slot.said.statementId !== null) recall.store.setState({ slot: nextSlot(slot) });
  else if (slot.said.heldUp !== null && slot.said.startMs !== null) slot.said.endMs ??= endMs;
}
