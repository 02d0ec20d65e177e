import { resolve } from 'node:path';
import { uuidv7 } from 'uuidv7';
import type { AppInfo } from '../../shared/contract/app.ts';
import type { Change } from '../../shared/contract/changes.ts';
import { Failure, toFailure } from '../../shared/contract/failure.ts';
import type { Protection } from '../../shared/contract/protection.ts';
import type { StudyContents } from '../../shared/contract/study.ts';
import type { WithdrawalStage } from '../../shared/contract/withdrawal.ts';
import type { PersonId, WithdrawalId } from '../../shared/model/ids.ts';
import { oneAfterAnother } from '../../shared/one-after-another.ts';
import { Holding } from './holding.ts';
import type { Host } from './host.ts';
import { createMediaWorker } from './media/client.ts';
import type { MediaWorker } from './media/types.ts';
import { Messages } from './messages.ts';
import { Names } from './names/names.ts';
import { Projection } from './projection.ts';
import { Clips } from './recordings/clips.ts';
import { Recordings } from './recordings/recordings.ts';
import { copyOf, hasRecoveryKey, newStudyKeys, type StudyKeys, wipe } from './seal/keys.ts';
import { mayHear, visibleRows, type Watching } from './store/blindness.ts';
import { studyContents, studyOf } from './store/study.ts';
import { findRow } from './store/tables.ts';
import { Attempts } from './study/attempts.ts';
import { AutoLock } from './study/auto-lock.ts';
import { conversionOf, markerName } from './study/convert.ts';
import { Heads, type KeptHead } from './study/heads.ts';
import { logIfPossible, removeBlankMemos } from './study/if-possible.ts';
import { Library, refOf, titleOfFolder } from './study/library.ts';
import { Noted } from './study/noted.ts';
import type { OpenStudy } from './study/open.ts';
import { checkBackup, createStudyFolder, openStudyFolder, restoreBackup } from './study/open.ts';
import { Profile } from './study/profile.ts';
import { Sealing } from './study/sealing.ts';
import { runWithdrawal } from './withdrawal/run.ts';

export type Current = OpenStudy & {
  folder: string;
  opening: string;
  recordings: Recordings;
  clips: Clips;
  readonly watching: Watching | null;
  /** Null for a study in the clear. Overwritten when it is left. */
  keys: StudyKeys | null;
  hasRecoveryKey: boolean;
  head: KeptHead;
  /** Of a sealed study. */
  autoLock: AutoLock | null;
};

/**
 * The application while it runs: at most one study is open, and everything that lives as long as it does hangs on it.
 * Long because every way in and out of a study (open, restore, lock, convert, withdraw, damage found) is here and nowhere
 * else: they take turns, and each must leave one study open, or none, with the reason for Home to show.
 */
export class App {
  readonly host: Host;
  readonly profile: Profile;
  readonly library: Library;
  /** What happens to studies that are not open. */
  readonly noted: Noted;
  private readonly heads: Heads;
  readonly sealing: Sealing;
  readonly messages = new Messages();
  readonly names: Names;
  readonly projection = new Projection((message) => this.messages.send(message));
  readonly holding = new Holding(this.messages, this.projection);
  private readonly worker: MediaWorker;
  private open: Current | null = null;
  private startFailure: AppInfo['startFailure'] = null;
  /** Opening and closing take turns: two at once would leave a study locked with nobody in it. */
  private readonly takeTurn = oneAfterAnother();

  private constructor(host: Host, profile: Profile) {
    this.host = host;
    this.profile = profile;
    this.library = new Library(profile, host.studiesFolder);
    this.noted = new Noted(host.profileFolder);
    this.heads = new Heads(host.profileFolder);
    const attempts = new Attempts(this.noted);
    this.sealing = new Sealing(this.noted, attempts, host);
    this.worker = createMediaWorker(host.spawnWorker, (file) => this.open?.files.onAltered(file));
    this.names = new Names(
      host,
      { attempts, noted: this.noted },
      () => this.study(),
      (message) => this.messages.send(message),
    );
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

  /** What keeps a study from the network, tried and counted now. */
  async protection(): Promise<Protection> {
    const host = this.host.protection?.() ?? { listening: null, refused: null, blocked: null };
    // Node's own count of what keeps this process alive: whatever opened a port, it is in it.
    const openPorts = process.getActiveResourcesInfo().filter((name) => name === 'TCPServerWrap').length;
    const isMediaOffline = await this.worker.isOffline();
    return { ...host, openPorts, isMediaOffline, sinceMs: Math.round(performance.timeOrigin) };
  }

  /** The open study. Throws STUDY_NOT_OPEN. */
  study(): Current {
    if (this.open === null) throw new Failure('STUDY_NOT_OPEN');
    return this.open;
  }

  contents(): StudyContents {
    const { store, folder, opening, watching, keys, hasRecoveryKey, head } = this.study();
    const all = studyContents(store.read, watching?.recallerId);
    const recordings = all.recordings.filter((recording) => mayHear(recording.interviewId, watching));
    const seal = { isSealed: keys !== null, hasRecoveryKey };
    const { setBack } = head;
    return { ...all, recordings, ...seal, seq: store.lastSeq, ref: refOf(folder), opening, setBack };
  }

  /** Where this recording is served from; null while it is another recaller's interview, which is not to be heard now. */
  audible(recordingId: string): Recordings | null {
    if (this.open === null) return null;
    const { recordings, store, watching } = this.open;
    return mayHear(findRow(store.read, 'recording', recordingId)?.interviewId ?? null, watching)
      ? recordings
      : null;
  }

  /** Sealed, with a passphrase; in the clear without. */
  async create(title: string, passphrase: string | null = null): Promise<StudyContents> {
    const folder = await this.library.folderFor(title);
    return await this.enter(folder, async () => {
      const keys = passphrase === null ? null : await newStudyKeys();
      const study = await createStudyFolder(folder, title, this.profile.deviceId, keys, async () => {
        if (keys !== null && passphrase !== null) await this.sealing.lock(folder, keys, passphrase);
      });
      return { study, keys };
    });
  }

  /**
   * `secret` opens a sealed study: its passphrase or its recovery key. Throws PASSPHRASE_NEEDED, PASSPHRASE_WRONG,
   * CONVERSION_PENDING, and as `openStudyFolder`.
   */
  async openFolder(folder: string, secret: string | null | undefined = null): Promise<StudyContents> {
    if (this.open?.folder === folder) return this.contents();
    return await this.enter(folder, async () => {
      const keys = await this.sealing.unlock(folder, secret);
      return { study: await openStudyFolder(folder, this.profile.deviceId, keys), keys };
    });
  }

  /**
   * Puts a backup in the place of the study's database and opens it; the keys are those of the study while it is open,
   * else `secret` opens them. Whatever refuses it leaves an open study open. Throws as `checkBackup`, `restoreBackup`
   * and `openFolder`.
   */
  async restore(folder: string, name: string, secret: string | null = null): Promise<StudyContents> {
    const leaving = this.open?.folder === folder ? this.open : null;
    const keys = leaving === null ? await this.sealing.unlock(folder, secret) : copyOf(leaving.keys);
    await checkBackup(folder, name, keys);
    if (leaving !== null) await this.close();
    try {
      return await this.enter(folder, async () => {
        await this.heads.forget(folder);
        await restoreBackup(folder, name);
        return { study: await openStudyFolder(folder, this.profile.deviceId, keys), keys };
      });
    } catch (thrown) {
      if (leaving !== null) await this.reopen(folder, keys);
      throw thrown;
    }
  }

  /** After something for which it was closed came to nothing. What keeps it shut now, Home says. */
  private async reopen(folder: string, keys: StudyKeys | null): Promise<void> {
    const open = () =>
      this.enter(folder, async () => ({
        study: await openStudyFolder(folder, this.profile.deviceId, keys),
        keys,
      }));
    await this.noteStartFailure(open, refOf(folder));
  }

  /**
   * Closes the sealed study and lets go of its keys; Home asks for the passphrase, and then all is where it was.
   * Throws STUDY_NOT_OPEN, NOT_ALLOWED for a study in the clear.
   */
  async lock(): Promise<void> {
    const { keys, folder } = this.study();
    if (keys === null) throw new Failure('NOT_ALLOWED');
    try {
      await this.takeTurn(() => this.leave());
    } finally {
      this.startFailure = { ref: refOf(folder), code: 'PASSPHRASE_NEEDED', data: {} };
      this.messages.send({ type: 'study', opening: null });
    }
  }

  /**
   * Seals the study in this folder, unseals it, or goes on with either, and opens it. One that is open is closed for it,
   * since it cannot be written to meanwhile, and opened again when nothing was begun. Throws as `Sealing.conversion`.
   */
  async convert(
    folder: string,
    secret: string,
    { isGoingOn = false, signal }: { isGoingOn?: boolean; signal?: AbortSignal | undefined } = {},
  ): Promise<StudyContents> {
    const { run, isForged } = await this.sealing.conversion(folder, secret, isGoingOn);
    const leaving = this.open?.folder === folder ? this.open : null;
    const keys = copyOf(leaving?.keys ?? null);
    if (leaving !== null) await this.close();
    const onProgress = (doneBytes: number, totalBytes: number): void =>
      this.messages.send({ type: 'conversion', doneBytes, totalBytes });
    try {
      await this.takeTurn(() => run({ onProgress, ...(signal && { signal }) }));
    } catch (thrown) {
      const to = await conversionOf(folder);
      if (to !== null) this.pending(folder, to, toFailure(thrown).code);
      else if (leaving !== null) await this.reopen(folder, keys);
      throw thrown;
    }
    const contents = await this.openFolder(folder, secret);
    if (isForged) this.study().files.onAltered(markerName);
    logIfPossible(this.study(), contents.isSealed ? 'study.sealed' : 'study.unsealed');
    return contents;
  }

  /** A conversion that stopped: Home says why, and goes on with it. */
  private pending(folder: string, to: string, cause: string): void {
    if (this.open !== null) return;
    this.startFailure = { ref: refOf(folder), code: 'CONVERSION_PENDING', data: { to, cause } };
    this.messages.send({ type: 'study', opening: null });
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
      this.messages.send({ type: 'study', opening: this.open?.opening ?? null });
    }
  }

  private enter(
    folder: string,
    open: () => Promise<{ study: OpenStudy; keys: StudyKeys | null }>,
  ): Promise<StudyContents> {
    return this.takeTurn(async () => {
      // First the new, then the old: a study that cannot be opened leaves the one that is.
      const { study, keys } = await this.noting(folder, open());
      await this.leave();
      const recordings = new Recordings(study, this.worker, (message) => this.messages.send(message));
      const clips = new Clips({
        deps: { files: study.files, worker: this.worker },
        read: study.store.read,
        dialogs: this.host.dialogs,
        send: (message) => this.messages.send(message),
      });
      const { holding } = this;
      const current: Current = {
        ...study,
        folder,
        opening: uuidv7(),
        recordings,
        clips,
        get watching() {
          return holding.watching;
        },
        keys,
        hasRecoveryKey: await hasRecoveryKey(folder),
        head: await this.heads.keep(folder, study.store),
        autoLock: keys === null ? null : this.autoLock(study, recordings, clips),
      };
      study.files.onAltered = (file) => {
        recordings.noteAltered(file);
        logIfPossible(study, 'file.damaged', { file });
        this.messages.send({ type: 'altered', file });
      };
      this.open = current;
      this.startFailure = null;
      await this.noted.moveInto(refOf(folder), study.store).catch(() => null);
      logIfPossible(study, keys === null ? 'study.opened' : 'study.unlocked', this.circumstances());
      const { setBack } = current.head;
      if (setBack !== null) logIfPossible(study, 'study.setBack', setBack);
      removeBlankMemos(study);
      study.store.onChange((change) => {
        holding.follow(current, change.rows);
        const rows = visibleRows(study.store.read, change.rows, current.watching);
        this.messages.send({ type: 'change', change: { ...change, rows } });
        this.names.notice(rows);
      });
      // What cannot be cleared away now is another time; it must keep nobody from their study.
      await Promise.allSettled([recordings.tidy(), clips.tidy(), current.head.note()]);
      await this.noteOpened(current);
      this.messages.send({ type: 'study', opening: current.opening });
      study.soundness.catch((thrown: unknown) => this.noteDamage(study, folder, thrown));
      return this.contents();
    });
  }

  /** With which app, on what kind of machine: the device's id alone says little a year later. */
  private circumstances() {
    return { host: this.host.kind, version: this.host.version, system: process.platform };
  }

  private autoLock({ store }: OpenStudy, recordings: Recordings, clips: Clips): AutoLock {
    return new AutoLock({
      idleMinutes: () => studyOf(store.read).settings.autoLockMinutes,
      isBusy: () => recordings.isBusy || clips.isBusy,
      lock: () => void this.lock().catch(() => null),
    });
  }

  /** The list of recent studies lies outside the study: of a sealed one it holds no more than the folder's name. */
  async noteOpened({ folder, store, keys }: Current): Promise<void> {
    await this.profile.opened(folder, keys === null ? studyOf(store.read).title : titleOfFolder(folder));
  }

  private async noting<T>(folder: string, opening: Promise<T>): Promise<T> {
    try {
      return await opening;
    } catch (thrown) {
      if (toFailure(thrown).code === 'STUDY_DAMAGED') await this.noted.note(refOf(folder), 'study.damaged');
      throw thrown;
    }
  }

  /** A fault found after opening: nothing more is written to it; Home says so, and offers the backups. */
  private async noteDamage(study: OpenStudy, folder: string, thrown: unknown): Promise<void> {
    if (this.open?.store !== study.store) return;
    await this.noted.note(refOf(folder), 'study.damaged');
    await this.takeTurn(() => this.leave({ isSound: false }));
    const { code, data } = toFailure(thrown);
    this.startFailure = { ref: refOf(folder), code, data };
    this.messages.send({ type: 'study', opening: null });
  }

  /** Does, or goes on with, a withdrawal; one after another. Throws NOT_FOUND, and what stopped it. */
  withdraw(id: WithdrawalId, actor: PersonId | null): Promise<Change> {
    const study = this.study();
    const { recordings, clips } = study;
    const tell = (stage: WithdrawalStage, fraction: number | null): void =>
      this.messages.send({ type: 'withdrawal', stage, fraction });
    return this.takeTurn(() => runWithdrawal({ study, recordings, clips, tell }, id, actor));
  }

  close(): Promise<void> {
    return this.takeTurn(() => this.leave());
  }

  private async leave({ isSound } = { isSound: true }): Promise<void> {
    const leaving = this.open;
    if (leaving === null) return;
    // With names in memory nothing must be left that could be written beside another study.
    await this.names.close();
    if (isSound) {
      await this.noted.moveInto(refOf(leaving.folder), leaving.store).catch(() => null);
      logIfPossible(leaving, 'study.closed');
      await leaving.head.note();
    }
    leaving.head.stop();
    this.open = null;
    this.holding.forget();
    leaving.recordings.dispose();
    leaving.autoLock?.stop();
    try {
      await leaving.clips.clear();
    } finally {
      await this.letGo(leaving);
    }
  }

  /** A disk that fails or went away must not keep a study unlocked: whatever cannot be done, the keys go. */
  private async letGo(leaving: Current): Promise<void> {
    leaving.files.close();
    try {
      await leaving.close();
    } finally {
      if (leaving.keys !== null) {
        wipe(leaving.keys);
        // The worker was told them with every call.
        this.worker.forget();
      }
      this.messages.send({ type: 'study', opening: null });
    }
  }

  async dispose(): Promise<void> {
    await this.close();
    this.messages.close();
    this.worker.dispose();
  }
}
