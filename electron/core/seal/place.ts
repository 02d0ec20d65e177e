import * as z from 'zod';
import { studyAreas } from '../../../shared/model/study-path.ts';

/**
 * Where a file lies and how: `key` is null for one in the clear. It is said and never guessed from the bytes, because
 * somebody who altered a sealed file's first byte would otherwise have it read as a plain one.
 */
export const filePlace = z.object({
  /** Absolute. */
  path: z.string(),
  key: z.object({ identity: z.string(), recipient: z.string() }).nullable(),
});
export type FilePlace = z.infer<typeof filePlace>;

export const inTheClear = (path: string): FilePlace => ({ path, key: null });

export const sealedSuffix = '.age';

/** A file as a failure names it: as the study does (`peaks/ID/256.dat`), or its folder and its name, and never the whole path. */
export function nameOf(place: Pick<FilePlace, 'path'>): string {
  const parts = place.path.split(/[\\/]/).slice(-3);
  const isInFolder = studyAreas.some((area) => area === parts[0]);
  return (isInFolder ? parts : parts.slice(-2)).join('/').replace(/\.age$/, '');
}

/** Of what is being written and not whole yet. */
export const unfinishedSuffix = '.part';

/** What is unfinished stays recognisable as such: `x.part` is `x.age.part`. */
export function sealedName(path: string): string {
  return path.endsWith(unfinishedSuffix)
    ? path.slice(0, -unfinishedSuffix.length) + sealedSuffix + unfinishedSuffix
    : path + sealedSuffix;
}

export function plainName(name: string): string {
  return name.replace(/\.age(\.part)?$/, '$1');
}
