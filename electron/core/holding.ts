import type { AppMessage, Holder } from '../../shared/contract/changes.ts';
import { Failure } from '../../shared/contract/failure.ts';
import type { InterviewId } from '../../shared/model/ids.ts';
import type { RowChange } from '../../shared/model/rows.ts';
import { mayStop } from '../../shared/model/stopping.ts';
import type { Messages } from './messages.ts';
import type { Projection } from './projection.ts';
import type { Recordings } from './recordings/recordings.ts';
import type { Watching } from './store/blindness.ts';
import type { Store } from './store/store.ts';
import { studyOf } from './store/study.ts';
import { findRow, getRow } from './store/tables.ts';

type Held = { store: Store; recordings: Recordings };

/** A page that is being loaded anew is another window, and its old one is gone in a moment: it is not taken for somebody else. */
const reloadMs = 1000;
/** A window that went without a word may be on its way back; after this long it is not. */
const lapseMs = 10_000;

/**
 * Which recall interview is held, and in which window. One at a time, in one window: two would write two playbacks into
 * one log. Blindness is the core's and not the window's: all windows of this core are on one machine in one room, so
 * while an interview is held none of them is sent what other recallers marked and said.
 */
export class Holding {
  private holder: Holder | null = null;
  private readonly messages: Messages;
  private readonly projection: Projection;

  constructor(messages: Messages, projection: Projection) {
    this.messages = messages;
    this.projection = projection;
    messages.onGone((windowId) => this.lapse(windowId));
  }

  get watching(): Watching | null {
    return this.holder?.isBlind === true ? this.holder : null;
  }

  /** What a window that begins to listen is told first, beside the state of the study. */
  get firstMessages(): AppMessage[] {
    return this.holder === null ? [] : [{ type: 'holding', holder: this.holder }];
  }

  /**
   * Holds an interview from here on. `windowId` is null for a caller that has no window. Throws NOT_FOUND, and
   * INTERVIEW_HELD while another window that is still there holds one, unless it is taken from there.
   */
  async enter(
    study: Held,
    id: InterviewId,
    { windowId, isTakingOver }: { windowId: string | null; isTakingOver: boolean },
  ): Promise<void> {
    const other = this.holder?.windowId ?? null;
    const isOthers = other !== null && other !== windowId && !isTakingOver;
    if (isOthers && !(await this.messages.isGone(other, reloadMs))) throw new Failure('INTERVIEW_HELD');
    this.hold(study, id, windowId);
  }

  /** Nothing happens unless this window holds it. */
  leave(windowId: string | null): void {
    if (this.holder !== null && this.holder.windowId === windowId) this.release();
  }

  /** The study is closed. */
  forget(): void {
    this.release();
  }

  /** Another recaller, another recording, another rule: what is sent from here on follows, in whichever window it was changed. */
  follow(study: Held, rows: readonly RowChange[]): void {
    const { holder } = this;
    const isMeant = rows.some(
      ({ entity, id }) => entity === 'study' || id === holder?.interviewId || entity === 'recording',
    );
    if (holder === null || !isMeant) return;
    if (findRow(study.store.read, 'interview', holder.interviewId) === null) this.release();
    else this.hold(study, holder.interviewId, holder.windowId);
  }

  private hold({ store, recordings }: Held, interviewId: InterviewId, windowId: string | null): void {
    const { recallerId, recordingId, whoMayStop } = getRow(store.read, 'interview', interviewId);
    const isBlind = !studyOf(store.read).settings.othersAreShown;
    this.tell({ interviewId, recallerId, windowId, isBlind });
    const recording = recordingId === null ? null : recordings.get(recordingId);
    this.projection.show(recording, mayStop(whoMayStop, 'recaller'));
  }

  private release(): void {
    this.projection.show(null, false);
    this.tell(null);
  }

  private tell(holder: Holder | null): void {
    const isSame = JSON.stringify(holder) === JSON.stringify(this.holder);
    this.holder = holder;
    if (!isSame) this.messages.send({ type: 'holding', holder });
  }

  private lapse(windowId: string): void {
    if (this.holder?.windowId !== windowId) return;
    const timer = setTimeout(() => {
      if (!this.messages.hears(windowId)) this.leave(windowId);
    }, lapseMs);
    timer.unref();
  }
}
