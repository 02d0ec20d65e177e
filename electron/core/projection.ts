import type { AppMessage } from '../../shared/contract/changes.ts';
import type { RecallerState } from '../../shared/contract/recall-media.ts';
import type { RecordingRow } from '../../shared/model/rows.ts';

const nothing: RecallerState = {
  recordingId: null,
  mimeType: '',
  kind: 'audio',
  durationMs: 0,
  isPlaying: false,
  isBlank: false,
  mayStop: false,
  sessionMs: 0,
  rate: 1,
  at: 0,
};

/**
 * What the recaller's window shows. It is a state of its own, filled field by field with what may be seen there, and
 * not a view of the study with things taken out: what nobody put in cannot leak.
 */
export class Projection {
  private state = nothing;
  private readonly listeners = new Set<() => void>();
  private readonly send: (message: AppMessage) => void;

  constructor(send: (message: AppMessage) => void) {
    this.send = send;
  }

  show(recording: RecordingRow | null, mayStop: boolean): void {
    if (recording === null) this.update({ ...nothing, isBlank: this.state.isBlank });
    else {
      const { id, playedMimeType, kind, durationMs } = recording;
      this.update({ recordingId: id, mimeType: playedMimeType, kind, durationMs, mayStop });
    }
  }

  tell(playback: Pick<RecallerState, 'isPlaying' | 'sessionMs' | 'rate' | 'at'>): void {
    this.update(playback);
  }

  blank(isBlank: boolean): void {
    this.update({ isBlank });
    this.send({ type: 'blank', isBlank });
  }

  /** Passes a press on the recaller's Stop to the inquirer's page, unless only the inquirer stops. */
  stop(at: number): void {
    if (this.state.mayStop) this.send({ type: 'recallerStop', at });
  }

  private update(patch: Partial<RecallerState>): void {
    this.state = { ...this.state, ...patch };
    for (const wake of this.listeners) wake();
  }

  /** The state at once, then whenever it changes; a slow window gets the newest and not a queue. */
  async *follow(signal: AbortSignal | undefined): AsyncGenerator<RecallerState, void, void> {
    let wake = (): void => {};
    const listener = (): void => wake();
    this.listeners.add(listener);
    signal?.addEventListener('abort', listener);
    try {
      let sent: RecallerState | null = null;
      while (signal?.aborted !== true) {
        if (sent !== this.state) {
          sent = this.state;
          yield sent;
          continue;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    } finally {
      signal?.removeEventListener('abort', listener);
      this.listeners.delete(listener);
    }
  }
}
