import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Failure, toFailure } from '../../../shared/contract/failure.ts';
import type { Staged } from '../../../shared/contract/recording.ts';
import { type StagedId, stagedId } from '../../../shared/model/ids.ts';
import { uploadSuffix } from '../media/import.ts';
import type { ImportSource } from '../media/types.ts';
import { type FilePlace, inTheClear } from '../seal/place.ts';
import { newId } from '../store/ids.ts';
import type { StudyFiles, StudyPath } from '../study/files.ts';

type Waiting = Staged & { source: ImportSource; place: FilePlace };

/** Kept free on the disk beside an upload or an export, so that the database can still be written when recordings have filled it. */
export const reservedBytes = 64 * 1024 * 1024;

/** Files waiting to be imported. The page knows them by id; where they lie stays here. */
export class Staging {
  private readonly files: StudyFiles;
  private readonly waiting = new Map<StagedId, Waiting>();

  constructor(files: StudyFiles) {
    this.files = files;
  }

  /** Receives an upload. Throws DISK_FULL before the disk is full, so that the study's database never meets it. */
  async receive(fileName: string, body: ReadableStream<Uint8Array>): Promise<Staged> {
    const id = newId(stagedId);
    const path: StudyPath = `media/${id}${uploadSuffix}`;
    const { files } = this;
    async function* watched(): AsyncGenerator<Uint8Array> {
      let sinceCheck = Number.POSITIVE_INFINITY;
      for await (const chunk of body) {
        sinceCheck += chunk.byteLength;
        if (sinceCheck > reservedBytes / 4) {
          if ((await files.freeBytes()) < reservedBytes) throw new Failure('DISK_FULL');
          sinceCheck = 0;
        }
        yield chunk;
      }
    }
    try {
      const { byteCount, checksum } = await files.receive(path, watched());
      const source = { kind: 'staged', path, checksum, byteCount, fileName } as const;
      return this.add({ stagedId: id, fileName, byteCount }, source, files.place(path));
    } catch (thrown) {
      throw toFailure(thrown);
    }
  }

  /** A file elsewhere, which is copied and left alone: one that the desktop's dialog named. */
  async choose(absolutePath: string, fileName = basename(absolutePath)): Promise<Staged> {
    const { size } = await stat(absolutePath);
    const staged = { stagedId: newId(stagedId), fileName, byteCount: size };
    return this.add(staged, { kind: 'external', absolutePath }, inTheClear(absolutePath));
  }

  /** Throws NOT_FOUND. */
  get(id: StagedId): Waiting {
    const found = this.waiting.get(id);
    if (found === undefined) throw new Failure('NOT_FOUND', { entity: 'file' });
    return found;
  }

  /** Lets go of a file; an upload is removed. */
  async discard(id: StagedId): Promise<void> {
    const found = this.waiting.get(id);
    this.waiting.delete(id);
    if (found?.source.kind === 'staged') await this.files.remove(found.source.path);
  }

  private add(staged: Staged, source: ImportSource, place: FilePlace): Staged {
    this.waiting.set(staged.stagedId, { ...staged, source, place });
    return staged;
  }
}
