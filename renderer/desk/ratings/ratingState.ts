import { create } from 'zustand';
import type { InstrumentId, PersonId } from '../../../shared/model/ids.ts';
import type { InstrumentAbout } from '../../../shared/model/instrument-rows.ts';
import type { RatingTarget } from '../../../shared/model/rating.ts';
import type { Desk } from '../session/desk.ts';

/** Whoever rates one moment after the other rates all of them as the same person with the same form. */
type RatingState = {
  readonly isOpen: boolean;
  /** Asked for by key: the first item that is not answered takes the focus as soon as it is there. */
  readonly wantsFocus: InstrumentAbout | null;
  readonly personId: PersonId | null;
  /** Moments and their peaks may have a form each. */
  readonly forms: Readonly<Record<RatingTarget['kind'], InstrumentId | null>>;
};

export const useRating = create<RatingState>(() => ({
  isOpen: false,
  wantsFocus: null,
  personId: null,
  forms: { moment: null, peak: null, session: null },
}));

export function wantRating(desk: Desk): void {
  // At once: keys pressed right behind it must find the items of this moment.
  desk.followNow?.();
  useRating.setState({ isOpen: true, wantsFocus: 'moment' });
}

export function chooseForm(kind: RatingTarget['kind'], id: InstrumentId): void {
  useRating.setState(({ forms }) => ({ forms: { ...forms, [kind]: id } }));
}
