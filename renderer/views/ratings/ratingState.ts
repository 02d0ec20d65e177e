import { create } from 'zustand';
import type { InstrumentId, PersonId } from '../../../shared/model/ids.ts';
import type { InstrumentAbout } from '../../../shared/model/instrument-rows.ts';
import type { Desk } from '../session/desk/desk.ts';

/** Whoever rates one moment after the other rates all of them as the same person with the same form. */
type RatingState = {
  readonly isOpen: boolean;
  /** Asked for by key: the first item that is not answered takes the focus as soon as it is there. */
  readonly wantsFocus: InstrumentAbout | null;
  readonly personId: PersonId | null;
  readonly forms: Readonly<Record<InstrumentAbout, InstrumentId | null>>;
};

export const useRating = create<RatingState>(() => ({
  isOpen: false,
  wantsFocus: null,
  personId: null,
  forms: { moment: null, session: null },
}));

export function wantRating(desk: Desk): void {
  // At once: keys pressed right behind it must find the items of this moment.
  desk.followNow?.();
  useRating.setState({ isOpen: true, wantsFocus: 'moment' });
}

export function chooseForm(about: InstrumentAbout, id: InstrumentId): void {
  useRating.setState(({ forms }) => ({ forms: { ...forms, [about]: id } }));
}
