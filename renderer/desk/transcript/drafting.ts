import { create } from 'zustand';
import type { TranscriptId } from '../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../shared/model/rows.ts';
import { attempt } from '../../api/attempt.ts';
import { client } from '../../api/client.ts';
import { pickFiles } from '../../api/pickFiles.ts';
import { upload } from '../../api/upload.ts';
import { actorNow } from '../../state/interface.ts';
import { orShow, showFailure, tell } from '../../state/notices.ts';
import { mirror, write } from '../../state/rows.ts';
import { newStep } from '../../state/step.ts';
import { t } from '../../ui/i18n.ts';
import { showTranscript, transcriptsOf } from './choice.ts';

/** The draft under way: one at a time, since a model takes the whole machine. */
export type Drafting = {
  readonly transcriptId: TranscriptId | null;
  readonly recordingId: string;
  /** Of the model on its way into the core, 0 to 1; null once it is there. */
  readonly sent: number | null;
  readonly cancel: () => void;
};

export const useDrafting = create<{ readonly draft: Drafting | null }>(() => ({ draft: null }));

const modelKinds = '.bin,.ggml,.gguf';

/** Asks for the model, and drafts with it: lines come into the transcript while it works, and stay when it is stopped. */
export async function draftByMachine(recording: RecordingRow): Promise<void> {
  if (useDrafting.getState().draft !== null) return;
  const [model] = await pickFiles(false, modelKinds);
  if (model === undefined) {
    tell(t('transcript.draft.noModel'));
    return;
  }
  const controller = new AbortController();
  const change = (changes: Partial<Drafting>): void =>
    useDrafting.setState(({ draft }) => ({ draft: draft === null ? null : { ...draft, ...changes } }));
  useDrafting.setState({
    draft: {
      transcriptId: null,
      recordingId: recording.id,
      sent: 0,
      cancel: () => controller.abort(),
    },
  });
  try {
    const { signal } = controller;
    const sent = await upload(model, { onProgress: (fraction) => change({ sent: fraction }), signal });
    if (!sent.ok) {
      showFailure(sent.failure);
      return;
    }
    const { stagedId } = sent.value;
    change({ sent: null });
    await draftWith(recording, model.name, stagedId, signal, (transcriptId) => change({ transcriptId }));
    await attempt(client.recording.cancel({ stagedId }));
  } finally {
    useDrafting.setState({ draft: null });
  }
}

type ModelId = Parameters<typeof client.transcript.draft>[0]['modelId'];

async function draftWith(
  recording: RecordingRow,
  modelName: string,
  modelId: ModelId,
  signal: AbortSignal,
  onBegun: (id: TranscriptId) => void,
): Promise<void> {
  const number = transcriptsOf(mirror, recording.id).length + 1;
  const step = newStep();
  const actor = actorNow();
  const begun = await orShow(
    write(
      client.transcript.import({
        actor,
        step,
        recordingId: recording.id,
        label: t('transcript.draft.label', { number }),
        origin: 'machine',
        sourceName: modelName.slice(0, 255),
        turns: [],
      }),
    ),
  );
  if (begun === undefined) return;
  const { id } = begun;
  onBegun(id);
  showTranscript(recording.id, id);
  const drafted = await attempt(client.transcript.draft({ actor, step, id, modelId }, { signal }));
  const isEmpty = mirror.of('turn', id).length === 0;
  if (!drafted.ok) {
    if (drafted.failure.code === 'CANCELLED' && !isEmpty) tell(t('transcript.draft.stopped'));
    else showFailure(drafted.failure);
    // Nothing was heard before it failed: an empty transcript would only be in the way.
    if (isEmpty) await orShow(write(client.transcript.remove({ actor, id })));
    return;
  }
  tell(t(isEmpty ? 'transcript.draft.nothing' : 'transcript.draft.done'));
}
