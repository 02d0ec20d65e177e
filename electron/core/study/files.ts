import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { Failure } from '../../../shared/contract/failure.ts';

/** The folders of a study; nothing of a study is stored anywhere else. */
export const studyAreas = ['media', 'peaks', 'recall', 'backups'] as const;
export type StudyArea = (typeof studyAreas)[number];

/** A path inside the study folder, with forward slashes on every system: `media/0199….m4a`. */
export type StudyPath = `${StudyArea}/${string}`;

/** Bytes `start` to `end`, both included, as HTTP counts them. */
export type ByteSpan = { start: number; end: number };

/**
 * The one door to the files of a study (the database has its own, `store/`). Everything else asks here, so that
 * encryption at rest can later be added in this file alone. Every path is checked to stay inside the folder:
 * ids come from a page, and a page is not to be trusted with `..`.
 */
export class StudyFiles {
  readonly root: string;

  constructor(root: string) {
    this.root = resolve(root);
  }

  /** Absolute path, for the media worker and SQLite, which open files themselves. Throws NOT_ALLOWED outside the study. */
  absolute(path: StudyPath): string {
    const absolute = resolve(this.root, ...path.split('/'));
    const isInside = studyAreas.some((area) => absolute.startsWith(join(this.root, area) + sep));
    if (!isInside) throw new Failure('NOT_ALLOWED');
    return absolute;
  }

  async ensureAreas(): Promise<void> {
    for (const area of studyAreas) await mkdir(join(this.root, area), { recursive: true });
  }

  async makeFolder(path: StudyPath): Promise<void> {
    await mkdir(this.absolute(path), { recursive: true });
  }

  /** Size in bytes and time of last change, or null when there is no such file. */
  async stat(path: StudyPath): Promise<{ byteCount: number; changedMs: number } | null> {
    try {
      const found = await stat(this.absolute(path));
      return { byteCount: found.size, changedMs: Math.round(found.mtimeMs) };
    } catch (thrown) {
      if (
        thrown instanceof Error &&
        'code' in thrown &&
        (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
      )
        return null;
      throw thrown;
    }
  }

  /** Streams a file, or a span of it. */
  read(path: StudyPath, span?: ByteSpan): ReadableStream<Uint8Array> {
    return ReadableStream.from(createReadStream(this.absolute(path), { ...span, highWaterMark: 256 * 1024 }));
  }

  /** Writes whole contents and syncs them, first beside the target, so that a crash leaves the old file or the new. */
  async write(path: StudyPath, contents: Uint8Array | string): Promise<void> {
    const target = this.absolute(path);
    await writeFile(`${target}.part`, contents, { flush: true });
    await rename(`${target}.part`, target);
  }

  /** Receives a stream, for instance an upload; syncs; answers its size and SHA-256. Removes the file when the stream fails. */
  async receive(
    path: StudyPath,
    source: AsyncIterable<Uint8Array>,
  ): Promise<{ byteCount: number; checksum: string }> {
    const target = this.absolute(path);
    const hash = createHash('sha256');
    let byteCount = 0;
    const file = await open(target, 'wx');
    try {
      for await (const chunk of source) {
        hash.update(chunk);
        byteCount += chunk.byteLength;
        await file.writeFile(chunk);
      }
      await file.sync();
    } catch (thrown) {
      await file.close();
      await rm(target, { force: true });
      throw thrown;
    }
    await file.close();
    return { byteCount, checksum: hash.digest('hex') };
  }

  async checksum(path: StudyPath): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of this.read(path)) hash.update(chunk);
    return hash.digest('hex');
  }

  async rename(from: StudyPath, to: StudyPath): Promise<void> {
    await rename(this.absolute(from), this.absolute(to));
  }

  async remove(path: StudyPath): Promise<void> {
    await rm(this.absolute(path), { recursive: true, force: true });
  }

  /** Names directly inside a folder, sorted; none when it does not exist. */
  async list(path: StudyArea | StudyPath): Promise<string[]> {
    const folder = path.includes('/') ? this.absolute(path as StudyPath) : join(this.root, path);
    try {
      return (await readdir(folder)).sort();
    } catch (thrown) {
      if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
      throw thrown;
    }
  }

  /** Bytes free on the study's disk. */
  async freeBytes(): Promise<number> {
    const disk = await statfs(this.root);
    return disk.bavail * disk.bsize;
  }
}
