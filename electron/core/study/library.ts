import { createHash } from 'node:crypto';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import type { StudyListing } from '../../../shared/contract/study.ts';
import { isSealed } from '../seal/keys.ts';
import type { Profile } from './profile.ts';

export const studySuffix = '.stillpoint';

/** Stands for a folder before the page: the same for the same folder, and no path can be read out of it or put into it. */
export function refOf(folder: string): string {
  return createHash('sha256').update(resolve(folder)).digest('base64url').slice(0, 22);
}

/** The name of a study as its folder tells it. */
export function titleOfFolder(folder: string): string {
  return basename(folder, studySuffix);
}

/** A title as a folder's name, on every system. Throws NAME_INVALID when nothing is left of it. */
export function folderNameFor(title: string): string {
  const name = fileStem(title, '');
  if (name === '') throw new Failure('NAME_INVALID', { title });
  return `${name}${studySuffix}`;
}

/** What a file can be called on every system, made from what a person called it; `otherwise` when nothing is left. */
export function fileStem(title: string, otherwise: string): string {
  const name = title
    .normalize('NFC')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go from a file name.
    .replace(/[<>:"/\\|?*\u0000-\u001f]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, 80)
    .trim();
  return name === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(name) ? otherwise : name;
}

/** Its own, or that of a restored backup which a kill kept from its place. */
async function hasDatabase(folder: string): Promise<boolean> {
  const found = ['study.db', 'study.db.part'].map((name) => stat(join(folder, name)).catch(() => null));
  return (await Promise.all(found)).some((one) => one !== null);
}

/** The studies this user can open: those opened lately, those in the studies folder, and those named at the start. */
export class Library {
  private readonly profile: Profile;
  readonly folder: string;
  /** Folders the host vouched for (a native dialog, a flag at the start); the page cannot add to them. */
  private readonly named = new Set<string>();

  constructor(profile: Profile, folder: string) {
    this.profile = profile;
    this.folder = folder;
  }

  name(folder: string): string {
    this.named.add(resolve(folder));
    return refOf(folder);
  }

  async list(): Promise<StudyListing[]> {
    const recent = new Map(this.profile.recent.map((entry) => [entry.path, entry]));
    const folders = new Set([...recent.keys(), ...this.named, ...(await this.inFolder())]);
    const listings: StudyListing[] = [];
    for (const path of folders) listings.push(await this.listing(path));
    return listings.sort(
      (a, b) => (b.lastOpenedAt ?? 0) - (a.lastOpenedAt ?? 0) || a.title.localeCompare(b.title),
    );
  }

  async listing(path: string): Promise<StudyListing> {
    const entry = this.profile.recent.find((recent) => recent.path === path);
    return {
      ref: refOf(path),
      title: entry?.title ?? titleOfFolder(path),
      folder: `${basename(dirname(path))}/${basename(path)}`,
      lastOpenedAt: entry?.openedAt ?? null,
      isFound: await hasDatabase(path),
      isSealed: await isSealed(path),
    };
  }

  /** The folder that a ref stands for. Throws STUDY_NOT_FOUND for anything that is not in the list. */
  async resolve(ref: string): Promise<string> {
    const folders = [
      ...this.profile.recent.map((entry) => entry.path),
      ...this.named,
      ...(await this.inFolder()),
    ];
    const found = folders.find((path) => refOf(path) === ref);
    if (found === undefined) throw new Failure('STUDY_NOT_FOUND');
    return found;
  }

  /** The folder for a new study of this title. Throws NAME_INVALID, NO_PERMISSION. */
  async folderFor(title: string): Promise<string> {
    const name = folderNameFor(title);
    try {
      await mkdir(this.folder, { recursive: true });
    } catch (thrown) {
      throw toFailure(thrown);
    }
    return join(resolve(this.folder), name);
  }

  private async inFolder(): Promise<string[]> {
    const names = await readdir(this.folder).catch(() => []);
    return names.filter((name) => name.endsWith(studySuffix)).map((name) => join(resolve(this.folder), name));
  }
}
