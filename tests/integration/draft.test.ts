import { expect, test } from 'vitest';
import { type DraftDeps, draftTranscript } from '../../electron/core/recordings/draft.ts';
import { clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';

const actor = null;

async function begun() {
  const { core } = await startCore();
  const client = clientOf(core);
  const { recordings } = await client.study.openSample();
  const recording = recordings.find(({ interviewId }) => interviewId === null);
  if (recording === undefined) throw new Error('the sample is not what it was');
  const of = { actor, recordingId: recording.id, label: 'Draft', sourceName: 'ggml-stand-in.bin', turns: [] };
  const { id } = await client.transcript.import({ ...of, origin: 'machine' });
  const { stagedId: modelId } = await core.bytes.upload('ggml-stand-in.bin', new Blob(['no model']).stream());
  return { core, client, recording, id, modelId, of };
}

test('lines of a draft are a machine’s until somebody has checked them, and stay when it is stopped', async () => {
  const { core, client, recording, id, modelId } = await begun();
  const { store, files, recordings } = core.context.app.study();
  const stopping = new AbortController();
  const worker: DraftDeps['worker'] = {
    // Where the model would be: two lines, then it is stopped.
    transcribe: async (_job, { onTurns, signal } = {}) => {
      onTurns?.([{ startMs: 0, endMs: 10_000, text: 'How was the week?' }]);
      onTurns?.([{ startMs: 10_000, endMs: recording.durationMs + 5000, text: 'Long.' }]);
      stopping.abort();
      signal?.throwIfAborted();
    },
  };
  const deps = { files, store, staging: recordings.staging, worker };
  const draft = { id, modelId, language: 'auto', actor, step: undefined };
  await expect(draftTranscript(deps, draft, stopping.signal)).rejects.toThrow();
  const { turns } = await client.transcript.load({ id });
  expect(turns).toMatchObject([
    { startMs: 0, endMs: 10_000, body: 'How was the week?', isMachineMade: true, isChecked: false },
    { startMs: 10_000, endMs: recording.durationMs, body: 'Long.', isMachineMade: true, isChecked: false },
  ]);
});

test('the real filter, through the worker: a file that is no model is refused; people’s own transcripts are not drafted into', async () => {
  const { client, id, modelId, of } = await begun();
  expect(await refusal(client.transcript.draft({ actor, id, modelId }))).toMatchObject({
    code: 'MODEL_NOT_RECOGNISED',
  });
  const { id: own } = await client.transcript.import({ ...of, origin: 'imported' });
  expect(await refusal(client.transcript.draft({ actor, id: own, modelId }))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
});
