import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import * as z from 'zod';
import { oneAfterAnother } from '../../../shared/one-after-another.ts';
import { parseJson } from '../parse-json.ts';
import { writeWhole } from '../seal/write-whole.ts';

const profileFile = z.object({
  deviceId: z.uuid(),
  recent: z.array(z.object({ path: z.string(), title: z.string(), openedAt: z.int() })),
  /** The study that was open when the app ended, however it ended: it is opened again at the next start. */
  open: z.string().nullable().default(null),
});
type ProfileFile = z.infer<typeof profileFile>;

const longestRecent = 30;

/**
 * What belongs to the user rather than to a study: the id of this device, and which studies were open lately. The
 * device's id must not live in the study: two copies of one study would then mint the same stamps.
 */
export class Profile {
  private readonly folder: string;
  private contents: ProfileFile;
  private readonly inTurn = oneAfterAnother();

  private constructor(folder: string, contents: ProfileFile) {
    this.folder = folder;
    this.contents = contents;
  }

  /** A profile that is missing or unreadable is begun anew: nothing of a study depends on it. */
  static async load(folder: string): Promise<Profile> {
    await mkdir(folder, { recursive: true });
    const fresh: ProfileFile = { deviceId: uuidv7(), recent: [], open: null };
    const text = await readFile(join(folder, 'profile.json'), 'utf8').catch(() => null);
    const parsed = text === null ? null : profileFile.safeParse(parseJson(text));
    const profile = new Profile(folder, parsed?.success === true ? parsed.data : fresh);
    if (parsed?.success !== true) await profile.write();
    return profile;
  }

  get deviceId(): string {
    return this.contents.deviceId;
  }

  get recent(): readonly ProfileFile['recent'][number][] {
    return this.contents.recent;
  }

  /** A list that cannot be written now, on a full disk, keeps nobody from opening or closing a study: so also `closed`. */
  async opened(path: string, title: string): Promise<void> {
    const others = this.contents.recent.filter((entry) => entry.path !== path);
    this.contents.recent = [{ path, title, openedAt: Date.now() }, ...others].slice(0, longestRecent);
    this.contents.open = path;
    await this.write().catch(() => null);
  }

  get openAtEnd(): string | null {
    return this.contents.open;
  }

  /** Somebody closed the study on purpose, so that the next start begins at Home. */
  async closed(): Promise<void> {
    this.contents.open = null;
    await this.write().catch(() => null);
  }

  async forget(path: string): Promise<void> {
    this.contents.recent = this.contents.recent.filter((entry) => entry.path !== path);
    await this.write();
  }

  /** One after another: two windows of one app must not leave half a file. What one could not write stands in the next. */
  private write(): Promise<void> {
    return this.inTurn(() =>
      writeWhole(join(this.folder, 'profile.json'), JSON.stringify(this.contents, null, 2)),
    );
  }
}
