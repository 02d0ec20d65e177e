import { expect, test } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import type { TextEncoding } from '../../shared/interchange/encodings.ts';
import { readTranscript } from '../../shared/interchange/read-transcript.ts';
import { transcriptFormats } from '../../shared/interchange/transcript/formats.ts';
import { clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { transcriptFixture, turnLines, unreadLines, wordPackage } from '../fixtures/transcripts.ts';

const actor = null;

async function upload(core: Core, name: string, bytes: Uint8Array) {
  return (await core.bytes.upload(name, new Blob([Uint8Array.from(bytes)]).stream())).stagedId;
}

async function sampleStudy() {
  const { core } = await startCore();
  const client = clientOf(core);
  const { recordings, sessions, people } = await client.study.openSample();
  const recordingId = recordings.find(({ interviewId }) => interviewId === null)?.id;
  const sessionId = sessions[0]?.id;
  const clientId = people.find(({ role }) => role === 'client')?.id;
  if (recordingId === undefined || sessionId === undefined || clientId === undefined)
    throw new Error('the sample is not what it was');
  const read = async (name: string, bytes: Uint8Array, encoding: TextEncoding | null = null) =>
    client.transcript.read({ stagedId: await upload(core, name, bytes), encoding });
  return { core, client, recordingId, sessionId, clientId, read };
}

test('a file is read in the core, what could not be read is listed, and the rest is imported with its people', async () => {
  const { client, recordingId, sessionId, clientId, read } = await sampleStudy();
  const found = await read('names.vtt', transcriptFixture('names.vtt'));
  expect([found.format, found.encoding, unreadLines(found)]).toEqual([
    'vtt',
    'utf-8',
    ['8 textOutsideCue', '10 timeUnreadable'],
  ]);
  const turns = found.transcript.turns;
  const { id } = await client.transcript.import({
    actor,
    recordingId,
    label: 'Names',
    origin: 'imported',
    sourceName: 'names.vtt',
    turns,
    people: Object.fromEntries(turns.flatMap(({ speaker }) => (speaker ? [[speaker, clientId]] : []))),
  });
  const kept = await client.transcript.load({ id });
  expect(kept.turns.map(({ body }) => body)).toEqual(turns.map(({ text }) => text));
  expect(new Set(kept.speakers.map(({ personId }) => personId))).toEqual(new Set([clientId]));
  expect((await client.session.load({ id: sessionId })).transcripts.map(({ label }) => label)).toContain(
    'Names',
  );
});

test('an encoding that was recognised wrongly is overruled, without sending the file again', async () => {
  const { core, client } = await sampleStudy();
  const stagedId = await upload(core, 'umlaut.txt', Buffer.from('T: Grüße', 'latin1'));
  const read = async (encoding: TextEncoding | null) => client.transcript.read({ stagedId, encoding });
  expect([(await read(null)).encoding, turnLines(await read(null))]).toEqual([
    'windows-1252',
    ['?-? T: Grüße'],
  ]);
  expect(turnLines(await read('utf-8'))).toEqual(['?-? T: Gr��e']);
  await client.recording.cancel({ stagedId });
  expect(await refusal(read(null))).toMatchObject({ code: 'NOT_FOUND' });
});

test('what would harm, or is no transcript, is refused with a reason', async () => {
  const { read } = await sampleStudy();
  const bomb =
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "ha">]><ANNOTATION_DOCUMENT>&x;</ANNOTATION_DOCUMENT>';
  const refused = async (name: string, bytes: Uint8Array) => (await refusal(read(name, bytes))).code;
  expect({
    empty: await refused('a.txt', new Uint8Array()),
    bomb: await refused('a.eaf', Buffer.from(bomb)),
    bombInWord: await refused('a.docx', wordPackage(bomb)),
    noZip: await refused('a.docx', Buffer.from('Therapist: How was the week?')),
    sound: await refused('a.wav', Buffer.from([82, 73, 70, 70, 0, 0, 0, 0])),
    large: await refused('a.txt', Buffer.alloc(16 * 1024 * 1024 + 1, 'a')),
  }).toEqual({
    empty: 'FILE_EMPTY',
    bomb: 'XML_FORBIDDEN',
    bombInWord: 'XML_FORBIDDEN',
    noZip: 'FILE_NOT_RECOGNISED',
    sound: 'FILE_NOT_RECOGNISED',
    large: 'FILE_TOO_LARGE',
  });
});

test('a transcript goes out in every format and comes back the same; turns without a place are said, and it is logged', async () => {
  const { core, client, recordingId } = await sampleStudy();
  const said = [
    { speaker: 'T', startMs: 1000, endMs: 3500, text: 'How was the week?' },
    { speaker: 'C', startMs: 4000, endMs: 7250, text: 'Long. I slept <less> & less.' },
    { speaker: 'T', startMs: 6000, endMs: 9000, text: 'Less.\nAnd now?' },
  ];
  const untimed = { speaker: 'C', startMs: null, endMs: null, text: 'Better.' };
  const imported = { actor, recordingId, label: 'Week: 3', origin: 'imported', sourceName: '' } as const;
  const { id } = await client.transcript.import({ ...imported, turns: [...said, untimed] });
  const back = Object.fromEntries(
    await Promise.all(
      transcriptFormats.map(async (format) => {
        const { file, leftOut } = await client.transcript.export({ id, format, actor });
        const bytes = Buffer.from(file.text, file.isBase64 === true ? 'base64' : 'utf8');
        const again = readTranscript({ name: file.fileName, bytes });
        const lines = turnLines(again).toSorted();
        return [file.fileName, { format: again.format, lines, leftOut: leftOut.length }] as const;
      }),
    ),
  );
  const timed = [
    '1000-3500 T: How was the week?',
    '4000-7250 C: Long. I slept <less> & less.',
    '6000-9000 T: Less.\nAnd now?',
  ];
  const all = [...timed, '?-? C: Better.'];
  expect(back).toEqual({
    'Week 3.srt': { format: 'srt', lines: timed, leftOut: 1 },
    'Week 3.vtt': { format: 'vtt', lines: timed, leftOut: 1 },
    'Week 3.txt': { format: 'text', lines: all, leftOut: 0 },
    'Week 3.docx': { format: 'docx', lines: all, leftOut: 0 },
    'Week 3.eaf': { format: 'eaf', lines: all, leftOut: 0 },
    'Week 3.TextGrid': { format: 'textgrid', lines: timed, leftOut: 1 },
  });
  const logged = core.context.app.study().store.read.number(
    `SELECT count(*) FROM journal j JOIN journal_contents c ON c.seq = j.seq
       WHERE j.name = 'study.exported' AND c.contents LIKE '%"transcript"%'`,
  );
  expect(logged).toBe(transcriptFormats.length);
});

test('a transcript does not leave for a use that somebody in its session has refused', async () => {
  const { client, recordingId, clientId } = await sampleStudy();
  const turns = [{ speaker: 'T', startMs: 0, endMs: 1000, text: 'Mm.' }];
  const imported = { actor, recordingId, label: 'Mm', origin: 'imported', sourceName: '', turns } as const;
  const { id } = await client.transcript.import(imported);
  const refused = { actor, personId: clientId, use: 'teaching', decision: 'refused' } as const;
  await client.consent.record({ ...refused, decidedOn: '2026-01-02' });
  const exported = async (use: 'analysis' | 'teaching') =>
    (await client.transcript.export({ id, format: 'text', use, actor })).file;
  expect(await exported('teaching')).toMatchObject({
    text: '',
    leftOut: { count: 1, people: expect.arrayContaining([expect.objectContaining({ personId: clientId })]) },
  });
});
