import type { InstrumentItemId, PersonId, SessionId, StepId } from '../../../shared/model/ids.ts';
import type { InstrumentAbout } from '../../../shared/model/instrument-rows.ts';
import type { RatingTarget } from '../../../shared/model/rating.ts';
import type { RatingRow } from '../../../shared/model/rows.ts';
import { oneAfterAnother } from '../../../shared/one-after-another.ts';
import { client } from '../../api/client.ts';
import { actorNow } from '../../state/interface.ts';
import type { RowReader } from '../../state/mirror.ts';
import { write } from '../../state/rows.ts';

/** What is rated here: a moment, one of its peaks, or a session as a whole. */
export type Rated = RatingTarget & { readonly inSession: SessionId };

/** What a form must be about to be filled in about it. */
export const aboutOf = ({ kind }: Rated): InstrumentAbout => (kind === 'session' ? kind : 'moment');

export function idOf(rated: Rated): string {
  switch (rated.kind) {
    case 'moment':
      return rated.momentId;
    case 'peak':
      return rated.peakId;
    case 'session':
      return rated.sessionId;
  }
}

/** Everything that anybody answered about it. */
export function ratingsOf(rows: RowReader, rated: Rated): RatingRow[] {
  const id = idOf(rated);
  // A moment has those of its peaks too.
  return rows.of('rating', id).filter(({ peakId, momentId, sessionId }) => {
    const target = peakId ?? momentId ?? sessionId;
    return target === id;
  });
}

/** Answers are taken in the order of their key presses, although each waits for the core. */
const inTurn = oneAfterAnother();

export function answer(
  rated: Rated,
  personId: PersonId,
  itemId: InstrumentItemId,
  given: { readonly value: number | null; readonly text?: string },
  step: StepId,
): ReturnType<typeof write> {
  const { inSession: _, ...target } = rated;
  return inTurn(() =>
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
}
