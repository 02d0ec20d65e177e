import { expect, test } from 'vitest';
import { newId } from '../../electron/core/store/ids.ts';
import { exportKinds } from '../../shared/contract/log.ts';
import { exportId } from '../../shared/model/ids.ts';
import { planInterviews } from '../fixtures/interview.ts';

test('whatever leaves the study as a file is in its log: what, by whom, what for, and how much', async () => {
  const { core, client, sessionId, recordingId, clientId, inquirerId, ofClient } = await planInterviews();
  const actor = inquirerId;
  const nobody = null;
  await client.moment.mark({ actor, recordingId, personId: actor, rawMs: 9000, lookBackMs: 0 });
  await client.interview.begin({ actor, id: ofClient });
  const trace = { sessionId, recordingId, interviewId: null, personId: clientId, low: 0, high: 1 };
  const { id: traceId } = await client.dial.begin({ actor, ...trace, label: 'closeness' });
  await client.dial.append({ actor, traceId, samples: [[0, 0.5]] });
  const turns = [{ speaker: null, startMs: null, endMs: null, text: 'I felt seen' }];
  const transcript = { recordingId, label: 'Words', origin: 'imported', sourceName: '', turns } as const;
  const { id: transcriptId } = await client.transcript.import({ actor, ...transcript });
  const bystander = { actor, kind: 'participant', name: 'Cy', role: 'other' } as const;
  const { id: leaving } = await client.person.create(bystander);
  const scope = { kind: 'everything', personId: leaving } as const;
  const { id: withdrawalId } = await client.withdrawal.begin({ actor, scope, decisions: [] });

  const what = { actor, purpose: 'for the thesis' };
  const table = { format: 'csv', hasByteOrderMark: false } as const;
  const job = () => newId(exportId);
  await client.export.moments({ sessionId, rowPer: 'moment', ...table, ...what });
  await client.interview.summary({ id: ofClient, format: 'text', ...what });
  await client.dial.export({ sessionId, rows: 'samples', ...what });
  await client.journal.export({ filter: {}, format: 'csv', ...what });
  await client.codebook.export({ ...table, ...what });
  await client.transcript.export({ id: transcriptId, format: 'srt', ...what });
  const spans = [{ recordingId, startMs: 0, endMs: 2000 }];
  const of = { kind: 'spans', spans } as const;
  await client.clip.export({ jobId: job(), of, marginMs: 0, isRedacted: true, ...what });
  await client.recording.exportRedacted({ jobId: job(), id: recordingId, ...what });
  await client.withdrawal.report({ id: withdrawalId, ...what });
  const query = { of: 'moments', where: { kind: 'all', of: [] } } as const;
  await client.query.export({ query, hasByteOrderMark: false, ...what });
  // On the screen of the interview it has not left.
  await client.interview.summary({ id: ofClient, format: 'text', isForScreen: true, actor: nobody });

  const { read } = core.context.app.study().store;
  const logged = read.all(
    `SELECT j.actor, c.contents FROM journal j JOIN journal_contents c ON c.seq = j.seq
     WHERE j.name = 'study.exported' ORDER BY j.seq`,
  );
  const entries = logged.map((row) => ({ by: row['actor'], ...JSON.parse(String(row['contents'])) }));
  // Of each kind there is, and no kind that nothing is logged of.
  expect(entries.map((entry) => entry.what).toSorted()).toEqual(exportKinds.toSorted());
  for (const entry of entries)
    expect(entry).toEqual({
      by: actor,
      what: entry.what,
      file: expect.stringMatching(/\.\w+$/),
      purpose: 'for the thesis',
      rowCount: expect.any(Number),
    });
});
