import { create } from 'zustand';
import type { SessionId } from '../../../shared/model/ids.ts';
import type { Thing } from '../../../shared/model/memo-rows.ts';

export type AboutState = {
  /** The thing whose memos are shown in a dialog: it has no place of its own on this screen. */
  readonly thing: Thing | null;
  /** The session that is rated in a dialog. */
  readonly ratedId: SessionId | null;
  /** The thing that a link is to be drawn from. */
  readonly linkedFrom: Thing | null;
};

const nothing: AboutState = { thing: null, ratedId: null, linkedFrom: null };

export const useAbout = create<AboutState>(() => nothing);

export const isAboutAsked = ({ thing, ratedId, linkedFrom }: AboutState): boolean =>
  thing !== null || ratedId !== null || linkedFrom !== null;

export function showMemosOf(thing: Thing): void {
  useAbout.setState({ thing });
}

export function rateSession(ratedId: SessionId): void {
  useAbout.setState({ ratedId });
}

export function askLink(linkedFrom: Thing): void {
  useAbout.setState({ linkedFrom });
}

/** On the way to somewhere else. */
export function closeAbout(): void {
  useAbout.setState(nothing);
}
