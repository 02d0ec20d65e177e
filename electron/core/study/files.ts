import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { Failure, isMissing, toFailure } from '../../../shared/contract/failure.ts';
import { type StudyArea, type StudyPath, studyAreas } from '../../../shared/model/study-path.ts';
import { largestHeaderBytes, type SealKey, sealedLengthOf } from '../seal/age-file.ts';
import { type ByteReader, openReader } from '../seal/byte-reader.ts';
import { createWriter } from '../seal/byte-writer.ts';
import { type FilePlace, plainName, sealedName, unfinishedSuffix } from '../seal/place.ts';
import { appendSlice, openSlices, slicedLength } from '../seal/slices.ts';

export type { StudyPath };

/** Bytes `start` to `end`, both included, as HTTP counts them. */
export type ByteSpan = { start: number; end: number };

const readAtOnceBytes = 512 * 1024;

/**
 * The one door to the files of a study. In a sealed study everything written here is sealed and everything read is in
 * the clear; on the disk such a file is named `….age`. Databases seal themselves (`store/`): they are only named here.
 * Every path is checked to stay inside the folder: ids come from a page, and a page is not to be trusted with `..`.
 */
export class StudyFiles {
  readonly root: string;
  readonly #key: SealKey | null;
  #isClosed = false;
  /** Told the name of a file that was found altered, whoever reads it. */
  onAltered: (file: string) => void = () => {};

  constructor(root: string, key: SealKey | null) {
    this.root = resolve(root);
    this.#key = key;
  }

  /** Whoever still reads is cut off, however slowly they do: a player's connection outlives the study's locking. */
  close(): void {
    this.#isClosed = true;
  }

  /** For what a person was asked meanwhile. Throws STUDY_NOT_OPEN. */
  checkOpen(): void {
    if (this.#isClosed) throw new Failure('STUDY_NOT_OPEN');
  }

  /** Absolute path as the study names it. Throws NOT_ALLOWED outside the study. */
  #absolute(path: StudyPath): string {
    const absolute = resolve(this.root, ...path.split('/'));
    const isInside = studyAreas.some((area) => absolute.startsWith(join(this.root, area) + sep));
    if (!isInside) throw new Failure('NOT_ALLOWED');
    return absolute;
  }

  /** Where SQLite finds a database of the study. Throws NOT_ALLOWED. */
  database(path: `backups/${string}`): string {
    return this.#absolute(path);
  }

  /** Where the media worker, which opens files itself, finds one. Throws NOT_ALLOWED. */
  place(path: StudyPath): FilePlace {
    const absolute = this.#absolute(path);
    return { path: this.#key === null ? absolute : sealedName(absolute), key: this.#key };
  }

  /** A folder that the media worker fills: its files are sealed and named as those here. */
  folderPlace(path: StudyPath): FilePlace {
    return { path: this.#absolute(path), key: this.#key };
  }

  async ensureAreas(): Promise<void> {
    for (const area of studyAreas) await mkdir(join(this.root, area), { recursive: true });
  }

  /** Size in bytes, in the clear, and time of last change, or null when there is no such file. */
  async stat(path: StudyPath): Promise<{ byteCount: number; changedMs: number } | null> {
    const place = this.#physical(path);
    try {
      const found = await stat(place.path);
      const changedMs = Math.round(found.mtimeMs);
      if (place.key === null) return { byteCount: found.size, changedMs };
      if (found.isDirectory()) return { byteCount: await slicedLength(place.path), changedMs };
      return { byteCount: await this.#plainLength(place.path, found.size), changedMs };
    } catch (thrown) {
      if (isMissing(thrown)) return null;
      throw thrown;
    }
  }

  /** Without opening the seal: a file that was altered shows when it is read. */
  async #plainLength(path: string, sealedBytes: number): Promise<number> {
    const file = await open(path, 'r');
    try {
      const start = Buffer.alloc(Math.min(sealedBytes, largestHeaderBytes));
      await file.read(start, 0, start.byteLength, 0);
      return sealedLengthOf(start, sealedBytes) ?? 0;
    } finally {
      await file.close();
    }
  }

  /** Databases in `backups/` are SQLite's own affair. */
  #physical(path: StudyPath): FilePlace {
    return path.startsWith('backups/') ? { path: this.#absolute(path), key: null } : this.place(path);
  }

  /** Throws the system's errors, and FILE_ALTERED. */
  async open(path: StudyPath): Promise<ByteReader> {
    const place = this.#physical(path);
    const isSliced = place.key !== null && (await stat(place.path)).isDirectory();
    try {
      return isSliced && place.key !== null
        ? await openSlices(place.path, place.key)
        : await openReader(place);
    } catch (thrown) {
      throw this.#told(thrown);
    }
  }

  #told(thrown: unknown): unknown {
    if (thrown instanceof Failure && thrown.code === 'FILE_ALTERED')
      this.onAltered(String(thrown.data['file']));
    return thrown;
  }

  /** Streams a file, or a span of it. Fails with FILE_ALTERED where it is not as it was sealed, STUDY_NOT_OPEN after `close`. */
  read(path: StudyPath, span?: ByteSpan): ReadableStream<Uint8Array> {
    const opening = () => this.open(path);
    const told = (thrown: unknown) => this.#told(thrown);
    const checkOpen = () => this.checkOpen();
    async function* bytes(): AsyncGenerator<Uint8Array> {
      const reader = await opening();
      try {
        const end = Math.min(reader.byteCount, span === undefined ? reader.byteCount : span.end + 1);
        for (let position = span?.start ?? 0; position < end; ) {
          const chunk = await reader.read(position, Math.min(readAtOnceBytes, end - position));
          if (chunk.byteLength === 0) return;
          checkOpen();
          position += chunk.byteLength;
          yield chunk;
        }
      } catch (thrown) {
        throw told(thrown);
      } finally {
        await reader.close();
      }
    }
    return ReadableStream.from(bytes());
  }

  async readText(path: StudyPath): Promise<string> {
    return await new Response(this.read(path)).text();
  }

  /** Writes whole contents and syncs them, first beside the target, so that a crash leaves the old file or the new. */
  async write(path: StudyPath, contents: Uint8Array | string): Promise<void> {
    const { path: target, key } = this.#physical(path);
    const writer = await createWriter({ path: target + unfinishedSuffix, key }, 'w');
    try {
      await writer.write(typeof contents === 'string' ? Buffer.from(contents) : contents);
      await writer.finish();
    } catch (thrown) {
      await writer.abandon();
      throw thrown;
    }
    await rename(target + unfinishedSuffix, target);
  }

  /** Receives a stream, for instance an upload; syncs; answers its size and SHA-256. Removes the file when the stream fails. */
  async receive(
    path: StudyPath,
    source: AsyncIterable<Uint8Array>,
  ): Promise<{ byteCount: number; checksum: string }> {
    const hash = createHash('sha256');
    const writer = await createWriter(this.#physical(path), 'wx');
    try {
      for await (const chunk of source) {
        hash.update(chunk);
        await writer.write(chunk);
      }
      const { byteCount } = writer;
      await writer.finish();
      return { byteCount, checksum: hash.digest('hex') };
    } catch (thrown) {
      await writer.abandon();
      throw thrown;
    }
  }

  /**
   * Adds bytes behind the `offset` there are now, whole or not at all, and syncs them: for what must survive a crash as
   * it grows. Throws DISK_FULL, NO_PERMISSION, DRIVE_FAILED.
   */
  async append(path: StudyPath, offset: number, bytes: Uint8Array): Promise<void> {
    const place = this.#physical(path);
    try {
      if (place.key === null) await appendPlain(place.path, offset, bytes);
      else await appendSlice(place.path, place.key, offset, bytes);
    } catch (thrown) {
      throw toFailure(thrown);
    }
  }

  /** Writes a copy outside the study, where a person asked for one; a file that is there is replaced. */
  async copyOut(path: StudyPath, absoluteTarget: string): Promise<void> {
    const file = await open(absoluteTarget, 'w');
    try {
      for await (const chunk of this.read(path)) await file.writeFile(chunk);
      await file.sync();
    } catch (thrown) {
      await file.close();
      await rm(absoluteTarget, { force: true });
      throw thrown;
    }
    await file.close();
  }

  async checksum(path: StudyPath): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of this.read(path)) hash.update(chunk);
    return hash.digest('hex');
  }

  /** The paths of all files but the databases. */
  async *every(): AsyncGenerator<StudyPath> {
    const visit = async function* (
      files: StudyFiles,
      path: StudyArea | StudyPath,
    ): AsyncGenerator<StudyPath> {
      for (const name of await files.list(path)) {
        const inside: StudyPath = `${path}/${name}`;
        const isFolder = (await stat(files.#absolute(inside)).catch(() => null))?.isDirectory() === true;
        if (isFolder) yield* visit(files, inside);
        else yield inside;
      }
    };
    for (const area of studyAreas) if (area !== 'backups') yield* visit(this, area);
  }

  async rename(from: StudyPath, to: StudyPath): Promise<void> {
    await rename(this.#physical(from).path, this.#physical(to).path);
  }

  /** A file, sealed or not, or a folder with all that is in it. */
  async remove(path: StudyPath): Promise<void> {
    await rm(this.place(path).path, { recursive: true, force: true });
    await rm(this.#absolute(path), { recursive: true, force: true });
  }

  /** Names directly inside a folder, sorted; none when it does not exist. */
  async list(path: StudyArea | StudyPath): Promise<string[]> {
    const folder = isInArea(path) ? this.#absolute(path) : join(this.root, path);
    try {
      const names = await readdir(folder);
      return names.map((name) => (this.#key === null ? name : plainName(name))).sort();
    } catch (thrown) {
      if (isMissing(thrown)) return [];
      throw thrown;
    }
  }

  /** Bytes free on the study's disk. */
  async freeBytes(): Promise<number> {
    const disk = await statfs(this.root);
    return disk.bavail * disk.bsize;
  }
}

function isInArea(path: StudyArea | StudyPath): path is StudyPath {
  return path.includes('/');
}

/** A slice that is half there would make a hole of the next: back to where it was, and it is sent again. */
async function appendPlain(path: string, offset: number, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'a');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (thrown) {
    await file.truncate(offset).catch(() => null);
    throw thrown;
  } finally {
    await file.close();
  }
}
