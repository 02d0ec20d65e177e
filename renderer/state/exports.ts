import { create } from 'zustand';
import type { Exported } from '../../shared/contract/clip.ts';
import type { ExportId } from '../../shared/model/ids.ts';
import { attempt, type CallFailure } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { download } from '../api/download.ts';
import { t } from '../ui/i18n.ts';
import { onMessage } from './connection.ts';
import { tell } from './notices.ts';
import { namesOf } from './people.ts';
import { mintId } from './step.ts';

type Call = (jobId: ExportId) => Promise<Exported | null>;

/** Clips or a recording on their way out; shown until they are saved, or their failure is dismissed. */
export type ExportItem = {
  readonly id: ExportId;
  readonly kind: 'clips' | 'recording' | 'replacing';
  readonly call: Call;
  /** 0 to 1. */
  readonly fraction: number;
  readonly done: number;
  readonly count: number;
  readonly failure: CallFailure | null;
};

export const useExports = create<{ readonly items: readonly ExportItem[] }>(() => ({ items: [] }));

function change(id: ExportId, changes: Partial<ExportItem>): void {
  useExports.setState(({ items }) => ({
    items: items.map((item) => (item.id === id ? { ...item, ...changes } : item)),
  }));
}

export function dismissExport(id: ExportId): void {
  useExports.setState(({ items }) => ({ items: items.filter((item) => item.id !== id) }));
}

/** Begins; the file is given to the person as soon as it is there. Nobody has to wait for it. */
export function startExport(kind: ExportItem['kind'], call: Call): void {
  const id = mintId<ExportId>();
  const item: ExportItem = { id, kind, call, fraction: 0, done: 0, count: 1, failure: null };
  useExports.setState(({ items }) => ({ items: [...items, item] }));
  void run(item);
}

export function retryExport({ id, kind, call }: ExportItem): void {
  dismissExport(id);
  startExport(kind, call);
}

export function cancelExport(id: ExportId): void {
  void attempt(client.clip.cancel({ jobId: id }));
}

async function run({ id, call }: ExportItem): Promise<void> {
  const result = await attempt(call(id));
  if (!result.ok && result.failure.code !== 'CANCELLED') {
    change(id, { failure: result.failure });
    return;
  }
  dismissExport(id);
  if (!result.ok || result.value === null) return;
  const { url, fileName: file, leftOut } = result.value;
  if (url !== null) download(url, file);
  if (leftOut.count > 0) {
    const names = namesOf(leftOut.people.map(({ personId }) => personId));
    tell(t('clip.leftOut', { file, count: leftOut.count, names }));
  } else tell(t(url === null ? 'clip.savedThere' : 'clip.saved', { file }));
}

/** Called once: moves the bars with the core's progress messages. */
export function followExports(): void {
  onMessage((message) => {
    if (message.type !== 'export') return;
    const { jobId, fraction, done, count } = message;
    change(jobId, { fraction, done, count });
  });
}
