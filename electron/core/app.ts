import { resolve } from 'node:path';
import type { AppInfo } from '../../shared/contract/app.ts';
import { Failure, toFailure } from '../../shared/contract/failure.ts';
import type { StudyContents } from '../../shared/contract/study.ts';
import { interviewId } from '../../shared/model/ids.ts';
import { Holding } from './holding.ts';
import type { Host } from './host.ts';
import { createMediaWorker } from './media/client.ts';
import type { MediaWorker } from './media/types.ts';
import { Messages } from './messages.ts';
import { Projection } from './projection.ts';
import { Recordings } from './recordings/recordings.ts';
import { mayHear, visibleRows, type Watching } from './store/blindness.ts';
import { studyContents, studyOf } from './store/study.ts';
import { Library, refOf } from './study/library.ts';
import type { OpenStudy } from './study/open.ts';
import { createStudyFolder, openStudyFolder } from './study/open.ts';
import { Profile } from './study/profile.ts';

export type Current = OpenStudy & {
  folder: string;
  recordings: Recordings;
  readonly watching: Watching | null;
};

/** The application while it runs: at most one study is open, and everything that lives as long as it does hangs on it. */
export class App {
  readonly host: Host;
  readonly profile: Profile;
  readonly library: Library;
  readonly messages = new Messages();
  readonly projection = new Projection((message) => this.messages.send(message));
  readonly holding = new Holding(this.messages, this.projection);
  private readonly worker: MediaWorker;
  private open: Current | null = null;
  private startFailure: AppInfo['startFailure'] = null;
  /** Opening and closing take turns: two at once would leave a study locked with nobody in it. */
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(host: Host, profile: Profile) {
    this.host = host;
    this.profile = profile;
    this.library = new Library(profile, host.studiesFolder);
    this.worker = createMediaWorker(host.spawnWorker);
  }

  static async start(host: Host): Promise<App> {
    return new App(host, await Profile.load(host.profileFolder));
  }

  get current(): Current | null {
    return this.open;
  }

  get info(): AppInfo {
    const { kind, version, studiesFolder } = this.host;
    const name = studiesFolder.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
    return { version, host: kind, studiesFolder: name, startFailure: this.startFailure };
  }

  /** The open study. Throws STUDY_NOT_OPEN. */
  study(): Current {
    if (this.open === null) throw new Failure('STUDY_NOT_OPEN');
    return this.open;
  }

  contents(): StudyContents {
    const { store, folder, watching } = this.study();
    const all = studyContents(store.read, watching?.recallerId);
    const recordings = all.recordings.filter((recording) => mayHear(recording.interviewId, watching));
    return { ...all, recordings, seq: store.lastSeq, ref: refOf(folder) };
  }

  /** Where this recording is served from; null while it is another recaller's interview, which is not to be heard now. */
  audible(recordingId: string): Recordings | null {
    if (this.open === null) return null;
    const { recordings, store, watching } = this.open;
    const raw = store.read.get('SELECT interview_id FROM recordings WHERE id = ?', recordingId);
    const of = interviewId.nullable().safeParse(raw?.['interview_id'] ?? null).data ?? null;
    return mayHear(of, watching) ? recordings : null;
  }

  async create(title: string): Promise<StudyContents> {
    const folder = await this.library.folderFor(title);
    return await this.enter(folder, () => createStudyFolder(folder, title, this.profile.deviceId));
  }

  async openFolder(folder: string): Promise<StudyContents> {
    if (this.open?.folder === folder) return this.contents();
    return await this.enter(folder, () => openStudyFolder(folder, this.profile.deviceId));
  }

  /** What a flag at the start asked for. A failure is kept for Home to show: the app starts all the same. */
  async openAtStart(folder: string): Promise<void> {
    const ref = this.library.name(folder);
    await this.noteStartFailure(() => this.openFolder(resolve(folder)), ref);
  }

  async noteStartFailure(open: () => Promise<unknown>, ref = ''): Promise<void> {
    try {
      await open();
    } catch (thrown) {
      const { code, data } = toFailure(thrown);
      this.startFailure = { ref, code, data };
      // A desktop that is running already is told; before the first page there is nobody to hear it.
      this.messages.send({ type: 'study', isOpen: this.open !== null });
    }
  }

  private enter(folder: string, open: () => Promise<OpenStudy>): Promise<StudyContents> {
    return this.takeTurn(async () => {
      // First the new, then the old: a study that cannot be opened leaves the one that is.
      const study = await open();
      await this.leave();
      const recordings = new Recordings(study, this.worker, (message) => this.messages.send(message));
      const { holding } = this;
      const current: Current = {
        ...study,
        folder,
        recordings,
        get watching() {
          return holding.watching;
        },
      };
      this.open = current;
      this.startFailure = null;
      study.store.onChange((change) => {
        holding.follow(current, change.rows);
        const rows = visibleRows(study.store.read, change.rows, current.watching);
        this.messages.send({ type: 'change', change: { ...change, rows } });
      });
      await recordings.tidy();
      await this.profile.opened(folder, studyOf(study.store.read).title);
      this.messages.send({ type: 'study', isOpen: true });
      study.soundness.catch((thrown: unknown) => this.noteDamage(study, folder, thrown));
      return this.contents();
    });
  }

  /** A fault found after opening: nothing more is written to it; Home says so, and offers the backups. */
  private async noteDamage(study: OpenStudy, folder: string, thrown: unknown): Promise<void> {
    if (this.open?.store !== study.store) return;
    await this.close();
    const { code, data } = toFailure(thrown);
    this.startFailure = { ref: refOf(folder), code, data };
    this.messages.send({ type: 'study', isOpen: false });
  }

  close(): Promise<void> {
    return this.takeTurn(() => this.leave());
  }

  private async leave(): Promise<void> {
    const leaving = this.open;
    if (leaving === null) return;
    this.open = null;
    this.holding.forget();
    leaving.recordings.dispose();
    await leaving.close();
    this.messages.send({ type: 'study', isOpen: false });
  }

  private takeTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work);
    this.turn = next.catch(() => null);
    return next;
  }

  async dispose(): Promise<void> {
    await this.close();
    this.messages.close();
    this.worker.dispose();
  }
}
