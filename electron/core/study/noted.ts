import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { oneAfterAnother } from '../../../shared/one-after-another.ts';
import { writeWhole } from '../seal/write-whole.ts';
import type { Store } from '../store/store.ts';
import type { WrongOnes } from './attempts.ts';
import { refOf } from './library.ts';

/** What can happen to a study at a time when nothing can be written into it. */
const notable = z.enum(['study.unlockFailed', 'study.damaged', 'keys.mended']);
export type Notable = z.infer<typeof notable>;

const noted = z.object({ count: z.int().positive(), firstAt: z.int(), lastAt: z.int() });
const notedFile = z.record(z.string(), z.partialRecord(notable, noted));

/**
 * A failed unlocking has no key to write with, and a damaged database is not written to, nor is one whose keys' file is
 * being mended: such things are counted in the user's profile, and moved into the study's own log when it is next
 * opened. What is kept outside is a digest of the folder's path, a count and two times. A crash between moving and
 * clearing logs them twice, which is better than never.
 */
export class Noted {
  private readonly folder: string;
  private readonly inTurn = oneAfterAnother();

  /** `folder`: the profile's. */
  constructor(folder: string) {
    this.folder = folder;
  }

  note(studyFolder: string, name: Notable): Promise<void> {
    return this.inTurn(async () => {
      const all = await this.read();
      const ref = refOf(studyFolder);
      const before = all[ref]?.[name];
      const lastAt = Date.now();
      all[ref] = {
        ...all[ref],
        [name]: { count: (before?.count ?? 0) + 1, firstAt: before?.firstAt ?? lastAt, lastAt },
      };
      await this.write(all);
    });
  }

  /** Passphrases that were wrong since the study was last open. */
  wrongOnes(studyFolder: string): Promise<WrongOnes> {
    return this.inTurn(async () => {
      const { count = 0, lastAt = 0 } = (await this.read())[refOf(studyFolder)]?.['study.unlockFailed'] ?? {};
      return { count, lastAt };
    });
  }

  /** Called when the study has been opened, and when it is left: a passphrase may be asked for in an open one, too. */
  moveInto(studyFolder: string, store: Store): Promise<void> {
    return this.inTurn(async () => {
      const { [refOf(studyFolder)]: mine, ...others } = await this.read();
      if (mine === undefined) return;
      for (const name of notable.options) {
        const found = mine[name];
        if (found !== undefined) store.logOccurrence(name, null, found);
      }
      await this.write(others);
    });
  }

  /** Unreadable is as good as empty: it must never keep anybody from a study. */
  private async read(): Promise<z.infer<typeof notedFile>> {
    try {
      return notedFile.parse(JSON.parse(await readFile(this.path, 'utf8')));
    } catch {
      return {};
    }
  }

  private async write(all: z.infer<typeof notedFile>): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeWhole(this.path, JSON.stringify(all));
  }

  private get path(): string {
    return join(this.folder, 'noted.json');
  }
}
