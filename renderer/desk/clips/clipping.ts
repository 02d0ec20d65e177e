import { create } from 'zustand';
import type { ConsentUse } from '../../../shared/model/consent.ts';
import type { MomentId, RecordingId } from '../../../shared/model/ids.ts';
import { client } from '../../api/client.ts';
import { startExport } from '../../state/exports.ts';
import { actorNow } from '../../state/interface.ts';
import type { Span } from '../../timeline/types.ts';
import { type Desk, listedEntries, recordingNow, selectedEntry } from '../session/desk.ts';

/** A span to be cut; `part`: which it is of a result that is played in several. */
export type ClipSpan = Span & {
  readonly recordingId: RecordingId;
  readonly part?: { readonly number: number; readonly count: number };
};

/** What clips are to be made of, as the question about them shows it. */
export type ClipQuestion =
  | { readonly kind: 'moment' | 'listed'; readonly momentIds: readonly MomentId[] }
  | { readonly kind: 'span'; readonly spans: readonly ClipSpan[] }
  | { readonly kind: 'results'; readonly spans: readonly ClipSpan[]; readonly count: number }
  /** The whole of it, redacted. */
  | { readonly kind: 'recording'; readonly recordingId: RecordingId };

/** The question is on screen while there is one. */
export const useClipQuestion = create<{ readonly question: ClipQuestion | null }>(() => ({ question: null }));

/** More than this at a time the core does not take. */
export const mostClips = 500;

export function askClipsOf(question: ClipQuestion): void {
  useClipQuestion.setState({ question });
}

export function askClips(desk: Desk, kind: Exclude<ClipQuestion['kind'], 'results'>): void {
  const recordingId = recordingNow(desk)?.id;
  if (recordingId === undefined) return;
  const { span } = desk.store.getState();
  const entry = selectedEntry(desk);
  const question: ClipQuestion | null =
    kind === 'recording'
      ? { kind, recordingId }
      : kind === 'span'
        ? span && { kind, spans: [{ recordingId, ...span }] }
        : kind === 'moment'
          ? entry === undefined
            ? null
            : { kind, momentIds: [entry.moment.id] }
          : {
              kind,
              momentIds: listedEntries(desk)
                .slice(0, mostClips)
                .map(({ moment }) => moment.id),
            };
  useClipQuestion.setState({ question });
}

export function closeClips(): void {
  useClipQuestion.setState({ question: null });
}

export type ClipChoice = {
  readonly marginMs: number;
  readonly isRedacted: boolean;
  readonly use: ConsentUse;
};

export function exportClips(question: ClipQuestion, choice: ClipChoice): void {
  closeClips();
  const { use } = choice;
  const actor = actorNow();
  if (question.kind === 'recording') {
    const { recordingId: id } = question;
    startExport('recording', (jobId) => client.recording.exportRedacted({ jobId, id, use, actor }));
    return;
  }
  const of =
    'spans' in question
      ? { kind: 'spans' as const, spans: [...question.spans] }
      : { kind: 'moments' as const, momentIds: [...question.momentIds] };
  startExport('clips', (jobId) => client.clip.export({ jobId, of, actor, ...choice }));
}
