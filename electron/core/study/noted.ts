import { join } from 'node:path';
import * as z from 'zod';
import type { Store } from '../store/store.ts';
import type { WrongOnes } from './attempts.ts';
import { refOf } from './library.ts';
import { Remembered } from './remembered.ts';

/** What can happen to a study at a time when nothing can be written into it. */
const notable = z.enum(['study.unlockFailed', 'study.damaged', 'keys.mended']);
export type Notable = z.infer<typeof notable>;

const noted = z.object({ count: z.int().positive(), firstAt: z.int(), lastAt: z.int() });

/**
 * A failed unlocking has no key to write with, and a damaged database is not written to, nor is one whose keys' file is
 * being mended: such things are counted in the user's profile, and moved into the study's own log when it is next
 * opened. What is kept outside is a digest of the folder's path, a count and two times. A crash between moving and
 * clearing logs them twice, which is better than never.
 */
export class Noted {
  private readonly file: Remembered<Partial<Record<Notable, z.infer<typeof noted>>>>;

  /** `folder`: the profile's. */
  constructor(folder: string) {
    this.file = new Remembered(join(folder, 'noted.json'), z.partialRecord(notable, noted));
  }

  note(studyFolder: string, name: Notable): Promise<void> {
    const lastAt = Date.now();
    return this.file.change(refOf(studyFolder), (all) => {
      const { count = 0, firstAt = lastAt } = all?.[name] ?? {};
      return { ...all, [name]: { count: count + 1, firstAt, lastAt } };
    });
  }

  /** Passphrases that were wrong since the study was last open. */
  async wrongOnes(studyFolder: string): Promise<WrongOnes> {
    const { count = 0, lastAt = 0 } = (await this.file.get(refOf(studyFolder)))?.['study.unlockFailed'] ?? {};
    return { count, lastAt };
  }

  /** Called when the study has been opened, and when it is left: a passphrase may be asked for in an open one, too. */
  moveInto(studyFolder: string, store: Store): Promise<void> {
    return this.file.change(refOf(studyFolder), (mine) => {
      for (const name of notable.options) {
        const found = mine?.[name];
        if (found !== undefined) store.logOccurrence(name, null, found);
      }
      return undefined;
    });
  }
}
