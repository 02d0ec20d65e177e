import { Failure } from '../../../shared/contract/failure.ts';
import { type InterviewId, interviewId, type StagedId, stagedId } from '../../../shared/model/ids.ts';
import { oneAfterAnother } from '../../../shared/one-after-another.ts';
import type { StudyFiles, StudyPath } from '../study/files.ts';

/** A part under way: `recall/<interview>.<part>.<interview ms of its beginning>.recording`. */
const partName = /^([\w-]{36})\.([\w-]{36})\.(\d{1,12})\.recording$/;

/** A page that met a full disk or a stopped core sends again within this time. */
const stillGrowingMs = 60_000;

export type Part = {
  interviewId: InterviewId;
  partId: StagedId;
  startMs: number;
  path: StudyPath;
  byteCount: number;
};

/**
 * The sound of a recall interview while it is being recorded: slices of a second, appended and synced as they come, so
 * that a killed app costs the last two seconds at most. A part that was cut off stays here until it is finished.
 */
export class InterviewParts {
  private readonly files: StudyFiles;
  /** Slices of one part are laid down one after another, in the order in which they arrive. */
  private readonly queues = new Map<string, ReturnType<typeof oneAfterAnother>>();
  private lastAppendedAt = Number.NEGATIVE_INFINITY;

  constructor(files: StudyFiles) {
    this.files = files;
  }

  /**
   * Appends a slice. `offset` is how many bytes of the part were sent before it: a slice that is there already (sent
   * again after a lost answer) is not laid down twice, and a hole is refused with CONFLICT. Answers the bytes there are.
   */
  append(
    ids: { interviewId: string; partId: string },
    startMs: number,
    offset: number,
    slice: Uint8Array,
  ): Promise<number> {
    const [of, part] = [interviewId.safeParse(ids.interviewId), stagedId.safeParse(ids.partId)];
    if (!of.success || !part.success) return Promise.reject(new Failure('INPUT_INVALID'));
    const path = pathOf(of.data, part.data, startMs);
    const inTurn = this.queues.get(path) ?? oneAfterAnother();
    this.queues.set(path, inTurn);
    return inTurn(() => this.lay(path, offset, slice));
  }

  /** Slices come every second while an interview is recorded. */
  get isGrowing(): boolean {
    return Date.now() - this.lastAppendedAt < stillGrowingMs;
  }

  private async lay(path: StudyPath, offset: number, slice: Uint8Array): Promise<number> {
    this.lastAppendedAt = Date.now();
    const found = await this.files.stat(path);
    const length = found?.byteCount ?? 0;
    if (offset > length) throw new Failure('CONFLICT', { field: 'offset', byteCount: length });
    const fresh = slice.subarray(length - offset);
    if (fresh.byteLength === 0) return length;
    await this.files.append(path, length, fresh);
    return length + fresh.byteLength;
  }

  async list(of: InterviewId): Promise<Part[]> {
    const parts: Part[] = [];
    for (const name of await this.files.list('recall')) {
      const [, interview, part, startMs] = partName.exec(name) ?? [];
      if (interview !== of || part === undefined) continue;
      const path: StudyPath = `recall/${name}`;
      const byteCount = (await this.files.stat(path))?.byteCount ?? 0;
      parts.push({
        interviewId: of,
        partId: stagedId.parse(part),
        startMs: Number(startMs),
        path,
        byteCount,
      });
    }
    return parts.sort((a, b) => a.startMs - b.startMs);
  }

  /** Throws NOT_FOUND. */
  async get(of: InterviewId, partId: StagedId): Promise<Part> {
    const part = (await this.list(of)).find((one) => one.partId === partId);
    if (part === undefined) throw new Failure('NOT_FOUND', { entity: 'recording' });
    return part;
  }

  read(part: Part): ReadableStream<Uint8Array> {
    return this.files.read(part.path);
  }

  async remove(part: Part): Promise<void> {
    this.queues.delete(part.path);
    await this.files.remove(part.path);
  }
}

function pathOf(interview: InterviewId, part: StagedId, startMs: number): StudyPath {
  if (!Number.isInteger(startMs) || startMs < 0) throw new Failure('INPUT_INVALID', { field: 'startMs' });
  return `recall/${interview}.${part}.${startMs}.recording`;
}
