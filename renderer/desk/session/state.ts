import { createStore, type StoreApi } from 'zustand';
import type { MomentId, RecordingId, SegmentId } from '../../../shared/model/ids.ts';
import type { Span } from '../../timeline/types.ts';
import type { EntryStore } from './model/entries.ts';
import type { OpenMark } from './model/openMark.ts';

/** What the desk looks at. The playhead is not here: it moves sixty times a second and never enters React. */
export type DeskState = {
  readonly recordingId: RecordingId | null;
  /** Its moments; null when the session has no recording. */
  readonly moments: EntryStore | null;
  readonly momentId: MomentId | null;
  /** The part of the selected moment that I and O set; null is its first. */
  readonly segmentId: SegmentId | null;
  /** Drawn, and not yet a moment. */
  readonly span: Span | null;
  readonly open: OpenMark | null;
  readonly isLooping: boolean;
  readonly filter: {
    readonly text: string;
    readonly personIds: ReadonlySet<string>;
    /** As chosen; their subcodes are meant too. */
    readonly codeIds: ReadonlySet<string>;
    readonly isUncodedOnly: boolean;
  };
  /** Answer of the search for `filter.text`; null while nothing is searched for. */
  readonly foundIds: ReadonlySet<string> | null;
};

export const emptyFilter: DeskState['filter'] = {
  text: '',
  personIds: new Set(),
  codeIds: new Set(),
  isUncodedOnly: false,
};

export type DeskStore = StoreApi<DeskState>;

export function createDeskStore(): DeskStore {
  return createStore<DeskState>(() => ({
    recordingId: null,
    moments: null,
    momentId: null,
    segmentId: null,
    span: null,
    open: null,
    isLooping: false,
    filter: emptyFilter,
    foundIds: null,
  }));
}
