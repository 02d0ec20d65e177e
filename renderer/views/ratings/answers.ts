import type { InstrumentItemId, PersonId, SessionId, StepId } from '../../../shared/model/ids.ts';
import type { RatingTarget } from '../../../shared/model/rating.ts';
import type { RatingRow } from '../../../shared/model/rows.ts';
import { client } from '../../api/client.ts';
import { actorNow } from '../../state/interface.ts';
import type { RowReader } from '../../state/mirror.ts';
import { write } from '../../state/rows.ts';

/** What is rated here: a moment or a session as a whole; peaks are rated in recall interviews. */
export type Rated = Exclude<RatingTarget, { kind: 'peak' }> & { readonly inSession: SessionId };

export const idOf = (rated: Rated): string => (rated.kind === 'moment' ? rated.momentId : rated.sessionId);

/** Everything that anybody answered about it. */
export function ratingsOf(rows: RowReader, rated: Rated): RatingRow[] {
  return rows
    .of('rating', idOf(rated))
    .filter(({ peakId, momentId }) => peakId === null && (momentId !== null) === (rated.kind === 'moment'));
}

/** Answers are taken in the order of their key presses, although each waits for the core. */
let turn: Promise<unknown> = Promise.resolve();

export function answer(
  rated: Rated,
  personId: PersonId,
  itemId: InstrumentItemId,
  given: { readonly value: number | null; readonly text?: string },
  step: StepId,
): ReturnType<typeof write> {
  const { inSession: _, ...target } = rated;
  const mine = turn.then(() =>
    write(
      client.rating.set({
        interviewId: null,
        target,
        personId,
        itemId,
        value: given.value,
        text: given.text ?? '',
        actor: actorNow(),
        step,
      }),
    ),
  );
  turn = mine;
  return mine;
}
