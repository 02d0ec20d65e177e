import type { MomentId, PersonId, SegmentId } from '../../../../shared/model/ids.ts';

/** A moment marked live that a second press will end as a range. */
export type OpenMark = {
  readonly momentId: MomentId;
  readonly segmentId: SegmentId;
  readonly personId: PersonId;
  readonly startMs: number;
};

export type PressOutcome =
  | { readonly kind: 'begin' }
  | { readonly kind: 'end'; readonly open: OpenMark; readonly endMs: number };

/**
 * What a press of M means. It ends the open mark of the same person; anything else begins a new one, also when
 * playback has been taken back to before the open one: nobody ends a range before it starts.
 * The end is the raw instant without the look-back: what was heard until the press belongs to the moment.
 */
export function press(open: OpenMark | null, personId: PersonId, atMs: number): PressOutcome {
  if (open === null || open.personId !== personId || atMs <= open.startMs) return { kind: 'begin' };
  return { kind: 'end', open, endMs: atMs };
}

/** A mark stops being open when something else is selected, or when it is gone. */
export function stillOpen(
  open: OpenMark | null,
  selectedMomentId: string | null,
  isThere: (momentId: string) => boolean,
): OpenMark | null {
  if (open === null || open.momentId !== selectedMomentId || !isThere(open.momentId)) return null;
  return open;
}
