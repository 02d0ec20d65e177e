import { join } from 'node:path';
import * as z from 'zod';
import type { Store } from '../store/store.ts';
import type { WrongOnes } from './attempts.ts';
import { Remembered } from './remembered.ts';

/** What can happen to a study, or to a key file, at a time when nothing can be written into the study's log. */
const notable = z.enum(['study.unlockFailed', 'study.damaged', 'keys.mended', 'keyFile.unlockFailed']);
export type Notable = z.infer<typeof notable>;

const noted = z.object({ count: z.int().positive(), firstAt: z.int(), lastAt: z.int() });

/**
 * A failed unlocking has no key to write with, and a damaged database is not written to, nor is one whose keys' file is
 * being mended: such things are counted in the user's profile, and moved into the study's own log when it is next
 * opened. What is kept outside is a ref (of a study: a digest of its folder's path), a count and two times. A crash between
 * moving and clearing logs them twice, which is better than never.
 */
export class Noted {
  private readonly file: Remembered<Partial<Record<Notable, z.infer<typeof noted>>>>;

  /** `folder`: the profile's. */
  constructor(folder: string) {
    this.file = new Remembered(join(folder, 'noted.json'), z.partialRecord(notable, noted));
  }

  note(ref: string, name: Notable): Promise<void> {
    const lastAt = Date.now();
    return this.file.change(ref, (all) => {
      const { count = 0, firstAt = lastAt } = all?.[name] ?? {};
      return { ...all, [name]: { count: count + 1, firstAt, lastAt } };
    });
  }

  /** Passphrases that were noted under this name as wrong since the last right one. */
  async wrongOnes(ref: string, name: Notable): Promise<WrongOnes> {
    const { count = 0, lastAt = 0 } = (await this.file.get(ref))?.[name] ?? {};
    return { count, lastAt };
  }

  /**
   * Called when what the ref stands for has been opened; of a study also when it is left, since a passphrase may be asked
   * for in an open one, too.
   */
  moveInto(ref: string, store: Store): Promise<void> {
    return this.file.change(ref, (mine) => {
      for (const name of notable.options) {
        const found = mine?.[name];
        if (found !== undefined) store.logOccurrence(name, null, found);
      }
      return undefined;
    });
  }
}
