import { hash } from 'node:crypto';
import { join } from 'node:path';
import * as z from 'zod';
import type { SetBack } from '../../../shared/contract/study.ts';
import type { Store } from '../store/store.ts';
import { studyOf } from '../store/study.ts';
import { refOf } from './library.ts';
import { Remembered } from './remembered.ts';

/** How often the newest entry of a log that is being written is noted: a file of some hundred bytes, beside the marks. */
const noteEveryMs = 60_000;

const head = z.object({
  /** Digest of the study's id: another study in the same place is another matter. */
  study: z.string(),
  seq: z.int().positive(),
  /** The chain's, in hex: over salted contents, so that nothing can be guessed from it. */
  digest: z.string(),
  at: z.int(),
});
type Head = z.infer<typeof head>;

function headOf(store: Store, seq = store.lastSeq): Head | null {
  const row = store.read.get('SELECT digest, at FROM journal WHERE seq = ?', seq);
  const digest = row?.['digest'];
  if (row === undefined || !(digest instanceof Uint8Array)) return null;
  const study = hash('sha256', studyOf(store.read).id);
  return { study, seq, digest: Buffer.from(digest).toString('hex'), at: Number(row['at']) };
}

/** The head of an open study's log, kept up in the profile. */
export type KeptHead = {
  /** What was known of this study and is not in it any more; null: nothing. */
  setBack: SetBack | null;
  /** Notes the newest entry, if it is not noted. Never throws. */
  note(): Promise<void>;
  stop(): void;
};

/**
 * Where the logs of studies ended when they were last open here. A chain of digests proves what it holds, and an older copy
 * of the whole database is a whole chain too: only somebody outside can know that there was more. An entry that was noted
 * was committed before, so that after a crash or a power cut a log has it, and more; a log that has not was put back.
 *
 * Known by place, and by the study's id: a copy of a study elsewhere may well be older, and nobody is told of that.
 */
export class Heads {
  private readonly file: Remembered<Head>;

  /** `folder`: the profile's. */
  constructor(folder: string) {
    this.file = new Remembered(join(folder, 'heads.json'), head);
  }

  /** Looks whether the study still holds what it held, before anything is written into it, and keeps its head from then on. */
  async keep(folder: string, store: Store): Promise<KeptHead> {
    const ref = refOf(folder);
    const before = await this.file.get(ref);
    let noted = 0;
    const noteNewest = async (): Promise<void> => {
      const newest = store.lastSeq === noted ? null : headOf(store);
      if (newest === null) return;
      await this.file.change(ref, () => newest);
      noted = newest.seq;
    };
    // Neither a full disk nor a database that fails here is to keep anybody from opening, using or leaving a study.
    const note = () => noteNewest().catch(() => undefined);
    const timer = setInterval(() => void note(), noteEveryMs);
    timer.unref();
    return { setBack: setBackOf(store, before), note, stop: () => clearInterval(timer) };
  }

  /** For what a person asked for: a backup in the place of the database ends earlier, and rightly so. */
  async forget(folder: string): Promise<void> {
    await this.file.change(refOf(folder), () => undefined).catch(() => null);
  }
}

function setBackOf(store: Store, before: Head | undefined): SetBack | null {
  if (before === undefined) return null;
  try {
    const newest = headOf(store);
    if (newest === null || before.study !== newest.study) return null;
    if (headOf(store, before.seq)?.digest === before.digest) return null;
    // Somebody restored a backup on another computer, as the log says itself.
    const restored = "SELECT count(*) FROM journal WHERE name = 'backup.restored' AND at > ?";
    if (store.read.number(restored, before.at) > 0) return null;
    return { before: before.seq, beforeAt: before.at, now: newest.seq, nowAt: newest.at };
  } catch {
    // A large database that is damaged is found so by its check, which goes on beside this.
    return null;
  }
}
