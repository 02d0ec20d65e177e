import type { AppMessage, PeaksState } from '../../../shared/contract/changes.ts';
import { toFailure } from '../../../shared/contract/failure.ts';
import type { RecordingId } from '../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { derivePeaks } from '../media/derive-peaks.ts';
import type { MediaDeps } from '../media/types.ts';

type Job = { state: PeaksState; hasBegun: Promise<void> };

/**
 * Waveform data of the open study's recordings, made when they are missing and told of while they grow. They can
 * always be made again from the recording, so a failure here is a message and never a loss.
 */
export class PeaksJobs {
  private readonly deps: MediaDeps;
  private readonly send: (message: AppMessage) => void;
  private readonly jobs = new Map<RecordingId, Job>();
  private readonly stopping = new AbortController();

  constructor(deps: MediaDeps, send: (message: AppMessage) => void) {
    this.deps = deps;
    this.send = send;
  }

  /** The state now; starts the work when it is missing, and answers once there is something to draw. */
  async stateOf(recording: RecordingRow): Promise<PeaksState> {
    let job = this.jobs.get(recording.id);
    if (job === undefined || job.state.failure !== null) {
      job = this.begin(recording);
      this.jobs.set(recording.id, job);
    }
    await job.hasBegun;
    return job.state;
  }

  /** Forgets a recording whose files changed or went. */
  forget(id: RecordingId): void {
    this.jobs.delete(id);
  }

  /** A file of them was found altered: whether they are whole is asked anew with the next question, and what is not is made again. */
  doubt(id: string): void {
    const job = [...this.jobs.values()].find(({ state }) => state.recordingId === id);
    // One under way is finding it out itself.
    if (job?.state.isComplete === true) this.jobs.delete(job.state.recordingId);
  }

  dispose(): void {
    this.stopping.abort();
  }

  private begin(recording: RecordingRow): Job {
    const recordingId = recording.id;
    const began = Promise.withResolvers<void>();
    const empty = { recordingId, sampleRate: 0, channels: 0, levels: [], isComplete: false, failure: null };
    const job: Job = { state: empty, hasBegun: began.promise };
    const update = (patch: Partial<PeaksState>): void => {
      job.state = { ...job.state, ...patch };
      began.resolve();
      if (!this.stopping.signal.aborted) this.send({ type: 'peaks', peaks: job.state });
    };
    derivePeaks(
      this.deps,
      { recordingId, playedPath: recording.playedPath },
      {
        signal: this.stopping.signal,
        onProgress: ({ sampleRate, channels, levels }) => update({ sampleRate, channels, levels }),
      },
    ).then(
      ({ sampleRate, channels, levels }) => update({ sampleRate, channels, levels, isComplete: true }),
      (thrown: unknown) => {
        const { code, data } = toFailure(thrown);
        update({ failure: { code, data } });
      },
    );
    return job;
  }
}
