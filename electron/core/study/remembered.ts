import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as z from 'zod';
import { oneAfterAnother } from '../../../shared/one-after-another.ts';
import { parseJson } from '../parse-json.ts';
import { writeWhole } from '../seal/write-whole.ts';

/**
 * A small file of the user's profile with an entry for each of some things that it only knows by a ref. Unreadable is as
 * good as empty: it must never keep anybody from a study.
 */
export class Remembered<T> {
  private readonly path: string;
  private readonly file: z.ZodType<Record<string, T>>;
  private readonly inTurn = oneAfterAnother();

  constructor(path: string, entry: z.ZodType<T>) {
    this.path = path;
    this.file = z.record(z.string(), entry);
  }

  get(ref: string): Promise<T | undefined> {
    return this.inTurn(async () => (await this.read())[ref]);
  }

  /** `next` answers the entry as it is from here on; undefined takes it out. Throws what keeps it from being written. */
  change(ref: string, next: (before: T | undefined) => T | undefined): Promise<void> {
    return this.inTurn(async () => {
      const { [ref]: before, ...others } = await this.read();
      const after = next(before);
      if (after === undefined && before === undefined) return;
      await mkdir(dirname(this.path), { recursive: true });
      await writeWhole(this.path, JSON.stringify(after === undefined ? others : { ...others, [ref]: after }));
    });
  }

  private async read(): Promise<Record<string, T>> {
    const text = await readFile(this.path, 'utf8').catch(() => '');
    return this.file.safeParse(parseJson(text)).data ?? {};
  }
}
