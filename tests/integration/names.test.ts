import { copyFile, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Core } from '../../electron/core/core.ts';
import type { AppMessage } from '../../shared/contract/changes.ts';
import { type Client, clientOf, refusal } from '../fixtures/client.ts';
import { startCore } from '../fixtures/core.ts';
import { planInterviews } from '../fixtures/interview.ts';
import { temporaryFolder } from '../fixtures/study.ts';

const passphrase = 'nine quiet stones in a river';
const actor = null;

/** What the core says from now on, as a page hears it; `until` waits for the one that is meant. */
async function listening(client: Client) {
  const stopping = new AbortController();
  const stream = await client.app.messages(undefined, { signal: stopping.signal });
  // The state of the study comes first; before it nobody listens yet.
  await stream.next();
  return {
    async until<T extends AppMessage['type']>(type: T): Promise<Extract<AppMessage, { type: T }>> {
      while (true) {
        const { done, value } = await stream.next();
        if (done === true) throw new Error('the messages ended');
        if (value.type === type) return value as Extract<AppMessage, { type: T }>;
      }
    },
    stop: () => stopping.abort(),
  };
}

/** Every byte of the study's folder as text. */
async function bytesOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name))));
  return Buffer.concat(contents).toString('utf8');
}

async function dump(client: Client, core: Core) {
  const { read } = core.context.app.study().store;
  return { contents: await client.study.load(), notes: read.all('SELECT * FROM notes ORDER BY id') };
}

test('on the browser host names are in memory until they are downloaded, and nothing of them is in the study', async () => {
  const { core, client, clientId, therapistId, home } = await planInterviews();
  expect(await client.names.state()).toBeNull();
  expect(await client.names.create({ passphrase })).toMatchObject({ knownCount: 0, isSaved: false });
  await client.names.set({ personId: clientId, names: ['Annegret Müller', 'Anne'], contact: '0123 45678' });
  expect(await client.names.set({ personId: therapistId, names: ['王小明'], contact: '' })).toEqual({
    fileName: 'names of participants.age',
    knownCount: 2,
    otherCount: 0,
    isSaved: false,
    isInsideStudy: false,
  });
  const file = await client.names.download();
  expect(await client.names.state()).toMatchObject({ isSaved: true });
  expect(Buffer.from(file.bytes, 'base64').toString('latin1')).toMatch(
    /^age-encryption\.org\/v1\n-> scrypt /,
  );
  expect(Buffer.from(file.bytes, 'base64').includes('Annegret')).toBe(false);
  await client.names.close();
  expect(await refusal(client.names.list())).toMatchObject({ code: 'KEY_FILE_NOT_OPEN' });

  expect(await refusal(client.names.open({ file, passphrase: 'nine stones' }))).toMatchObject({
    code: 'PASSPHRASE_WRONG',
  });
  const cut = { ...file, bytes: Buffer.from(file.bytes, 'base64').subarray(0, -9).toString('base64') };
  expect(await refusal(client.names.open({ file: cut, passphrase }))).toMatchObject({
    code: 'KEY_FILE_DAMAGED',
  });
  const other = { fileName: 'a.age', bytes: Buffer.from('not a key file').toString('base64') };
  expect(await refusal(client.names.open({ file: other, passphrase }))).toMatchObject({
    code: 'KEY_FILE_DAMAGED',
  });
  expect(await client.names.state()).toBeNull();
  await client.names.open({ file, passphrase });
  expect(await client.names.list()).toEqual([
    { id: clientId, pseudonym: 'Ada', names: ['Annegret Müller', 'Anne'], contact: '0123 45678' },
    { id: therapistId, pseudonym: 'Bo', names: ['王小明'], contact: '' },
  ]);

  // Downloaded into the study itself, by a person in a hurry.
  const study = join(home, 'studies', 'Recall.stillpoint');
  await writeFile(join(study, 'media', 'names.age'), Buffer.from(file.bytes, 'base64'));
  expect(await client.names.open({ file, passphrase })).toMatchObject({ isInsideStudy: true });
  await rm(join(study, 'media', 'names.age'));

  await client.study.close();
  expect(await client.names.state()).toBeNull();
  for (const secret of ['Annegret', 'Müller', '王小明', '45678'])
    expect(await bytesOf(home)).not.toContain(secret);
  expect(core.context.app.names.state).toBeNull();
});

test('a known name that is written somewhere is warned of, and replaced in one step that can be undone', async () => {
  const { core, client, clientId, recordingId } = await planInterviews();
  await client.names.create({ passphrase });
  await client.names.set({ personId: clientId, names: ['Annegret', 'José'], contact: '' });
  const { momentId } = await client.moment.mark({
    actor,
    personId: clientId,
    recordingId,
    rawMs: 9000,
    lookBackMs: 0,
  });
  const heard = await listening(client);
  const body = 'Then annegret’s voice; JOSE, Josefine. 「Ünder」';
  await client.note.write({ actor, momentId, body });
  const { places } = await heard.until('namesFound');
  expect(places).toEqual([{ entity: 'note', id: expect.any(String), field: 'body', personIds: [clientId] }]);
  const before = await dump(client, core);
  const change = await client.names.replace({ actor, places });
  expect(change).toMatchObject({
    name: 'names.replace',
    rows: [{ entity: 'note', after: { body: 'Then Ada’s voice; Ada, Josefine. 「Ünder」' } }],
  });
  await client.history.undo({ actor });
  expect((await dump(client, core)).notes).toEqual(before.notes);
  // Undo brought the name back, and that is said too.
  expect((await heard.until('namesFound')).places).toEqual(places);
  heard.stop();
});

test('a check over the whole study lists every place, in every kind of text, and nothing else', async () => {
  const { client, sessionId, recordingId, clientId, therapistId, ofClient } = await planInterviews();
  const name = 'Annegret';
  await client.names.create({ passphrase });
  await client.names.set({ personId: clientId, names: [name], contact: '' });
  const contents = await client.study.load();
  await client.study.update({ actor, note: `Study of ${name}` });
  await client.case.update({
    actor,
    id: contents?.cases[0]?.id ?? expect.fail(),
    label: `${name}'s therapy`,
  });
  await client.session.update({ actor, id: sessionId, title: `with ${name}` });
  await client.recording.rename({ actor, id: recordingId, label: `${name} 3.wav` });
  await client.person.update({ actor, id: therapistId, name: `Therapist of ${name}` });
  const { momentId } = await client.moment.mark({
    actor,
    personId: clientId,
    recordingId,
    rawMs: 9000,
    lookBackMs: 0,
  });
  await client.moment.update({ actor, id: momentId, label: `${name} laughs` });
  await client.note.write({ actor, momentId, body: 'Annegretchen: no name' });
  await client.interview.update({ actor, id: ofClient, othersPresent: `${name}'s sister` });
  const place = {
    what: `where ${name} cried`,
    aroundMs: null,
    endMs: null,
    rememberedMs: null,
    valence: null,
    rating: null,
  };
  await client.place.add({ actor, interviewId: ofClient, origin: 'asked', ...place });
  const about = { kind: 'moment', id: momentId } as const;
  await client.memo.add({ actor, about, title: `Why ${name} left`, body: 'and came back' });
  const { places, isCut } = await client.names.check();
  expect(isCut).toBe(false);
  expect(places.map(({ entity, field }) => `${entity}.${field}`).sort()).toEqual([
    'case.label',
    'interview.othersPresent',
    'memo.title',
    'moment.label',
    'person.name',
    'place.what',
    'recording.label',
    'session.title',
    'study.note',
  ]);
  expect(places.find(({ entity }) => entity === 'place')).toMatchObject({
    sessionId,
    interviewId: ofClient,
    personIds: [clientId],
    excerpt: { before: 'where ', name, after: ' cried' },
  });
  await client.names.replace({
    actor,
    places: places.map(({ entity, id, field }) => ({ entity, id, field })),
  });
  const search = { sessionId: null, kinds: ['memo' as const] };
  expect((await client.search.find({ ...search, text: name })).hits).toEqual([]);
  expect((await client.search.find({ ...search, text: 'why left back' })).hits).toHaveLength(1);
  // A pseudonym that is the name cannot be replaced by itself.
  expect((await client.names.check()).places).toMatchObject([{ entity: 'person', id: therapistId }]);
  expect((await client.study.load())?.sessions[0]?.title).toBe('with Ada');
});

test('a name replaced in a transcript leaves the passages coded behind it with their words', async () => {
  const { client, sessionId, recordingId, clientId, inquirerId: personId } = await planInterviews();
  await client.names.create({ passphrase });
  await client.names.set({ personId: clientId, names: ['Annegret'], contact: '' });
  const code = { actor, parentId: null, name: 'Seen', color: '#0072b2' };
  const { id: codeId } = await client.code.create(code);
  const { id: transcriptId } = await client.transcript.import({
    actor,
    recordingId,
    label: 'A',
    origin: 'imported',
    sourceName: '',
    turns: [{ speaker: null, startMs: null, endMs: null, text: 'Annegret felt seen then' }],
  });
  const [turn] = (await client.transcript.load({ id: transcriptId })).turns;
  const turnId = turn?.id ?? expect.fail();
  const target = { kind: 'passage', turnId, fromOffset: 9, toOffset: 18 } as const;
  await client.coding.toggle({ actor, target, codeId, personId });
  const { places } = await client.names.check();
  await client.names.replace({
    actor,
    places: places.map(({ entity, id, field }) => ({ entity, id, field })),
  });
  const [after] = (await client.transcript.load({ id: transcriptId })).turns;
  const [coding] = (await client.session.load({ id: sessionId })).codings;
  expect(after?.body).toBe('Ada felt seen then');
  expect(after?.body.slice(coding?.fromOffset ?? 0, coding?.toOffset ?? 0)).toBe('felt seen');
});

test('a transcript leaves the study without the names that are known, and stays as it is', async () => {
  const { client, recordingId, clientId } = await planInterviews();
  const turns = [
    { speaker: 'Annegret', startMs: 0, endMs: 2000, text: 'My sister calls me Anne, not ANNEGRET.' },
    { speaker: null, startMs: 2000, endMs: 4000, text: 'Nobody is named here.' },
  ];
  const transcript = { recordingId, label: 'Annegret 3', origin: 'imported', sourceName: '', turns } as const;
  const { id } = await client.transcript.import({ actor, ...transcript });
  const exported = () => client.transcript.export({ actor, id, format: 'srt' });
  // Without a key file nobody knows what a name is.
  expect(await exported()).toMatchObject({ namesReplaced: 0, file: { fileName: 'Annegret 3.srt' } });
  await client.names.create({ passphrase });
  await client.names.set({ personId: clientId, names: ['Annegret', 'Anne'], contact: '' });
  const { file, namesReplaced } = await exported();
  expect([namesReplaced, file.fileName]).toEqual([3, 'Ada 3.srt']);
  expect(file.text).toContain('My sister calls me Ada, not Ada.');
  expect(file.text).not.toMatch(/anne/i);
  const kept = await client.transcript.load({ id });
  expect(kept.turns.map(({ body }) => body)).toEqual(turns.map(({ text }) => text));
});

test('while a recaller’s interview is open, the check does not tell what another recaller said', async () => {
  const { client, recordingId, clientId, therapistId, ofClient, ofTherapist } = await planInterviews();
  await client.names.create({ passphrase });
  await client.names.set({ personId: clientId, names: ['Annegret'], contact: '' });
  const { momentId } = await client.moment.mark({
    actor,
    personId: clientId,
    recordingId,
    rawMs: 9000,
    lookBackMs: 0,
  });
  await client.moment.update({ actor, id: momentId, label: 'Annegret weeps' });
  await client.interview.enter({ id: ofTherapist });
  expect((await client.names.check()).places).toEqual([]);
  await client.interview.enter({ id: ofClient });
  expect((await client.names.check()).places).toHaveLength(1);
  expect(therapistId).not.toBe(clientId);
});

/** A desktop whose dialogs answer what a test lays out for them. */
async function onDesktop() {
  const answers: (string | null)[] = [];
  const next = async () => answers.shift() ?? null;
  const dialogs = {
    chooseStudy: next,
    chooseMedia: async () => [],
    chooseKeyFile: next,
    placeKeyFile: next,
    saveFile: next,
  };
  const { core, folder } = await startCore(undefined, dialogs);
  const client = clientOf(core);
  await client.study.create({ title: 'One' });
  const person = { actor, kind: 'participant', name: 'Client 07', role: 'client' } as const;
  const { id: personId } = await client.person.create(person);
  const drive = await temporaryFolder();
  return { client, answers, personId, drive, study: join(folder, 'studies', 'One.stillpoint') };
}

test('on the desktop the file lies where the person said, and every change is in it when the call answers', async () => {
  const { client, answers, personId, drive } = await onDesktop();
  const path = join(drive, 'names.age');
  expect(await client.names.create({ passphrase })).toBeNull();
  answers.push(path);
  expect(await client.names.create({ passphrase })).toMatchObject({ fileName: 'names.age', isSaved: true });
  expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
  await client.names.set({ personId, names: ['Annegret'], contact: '' });
  await client.names.close();
  answers.push(path);
  expect(await client.names.choose()).toEqual({ fileName: 'names.age' });
  // Asked again after a wrong passphrase, without choosing anew.
  expect(await refusal(client.names.open({ file: null, passphrase: 'wrong' }))).toMatchObject({
    code: 'PASSPHRASE_WRONG',
  });
  expect(await client.names.open({ file: null, passphrase })).toMatchObject({ knownCount: 1 });
  await client.names.changePassphrase({ passphrase: 'other words, longer ones' });
  await client.names.close();
  answers.push(path);
  await client.names.choose();
  expect(await refusal(client.names.open({ file: null, passphrase }))).toMatchObject({
    code: 'PASSPHRASE_WRONG',
  });
  await client.names.open({ file: null, passphrase: 'other words, longer ones' });
  expect(await client.names.list()).toMatchObject([{ id: personId, names: ['Annegret'] }]);
  expect(await readdir(drive)).toEqual(['names.age']);
});

test('a key file is refused inside a study, and one that lies there already is said to', async () => {
  const { client, answers, drive, study } = await onDesktop();
  for (const inside of [join(study, 'names.age'), join(study, 'media', 'names.age')]) {
    answers.push(inside);
    expect(await refusal(client.names.create({ passphrase }))).toMatchObject({
      code: 'KEY_FILE_INSIDE_STUDY',
    });
  }
  const other = join(drive, 'Other.stillpoint');
  await mkdir(other);
  answers.push(join(other, 'names.age'));
  expect(await refusal(client.names.create({ passphrase }))).toMatchObject({ code: 'KEY_FILE_INSIDE_STUDY' });
  const path = join(drive, 'names.age');
  answers.push(path);
  await client.names.create({ passphrase });
  await client.names.close();
  const wrong = join(study, 'names.age');
  await rename(path, wrong);
  answers.push(wrong);
  await client.names.choose();
  expect(await client.names.open({ file: null, passphrase })).toMatchObject({ isInsideStudy: true });
  answers.push(path);
  // Moved out, and the copy inside has not gone by itself.
  expect(await client.names.move()).toMatchObject({ isInsideStudy: false });
});

test('a drive that was unplugged, and a file that somebody else has changed: said, nothing lost, gone on with', async () => {
  const { client, answers, personId, drive } = await onDesktop();
  const path = join(drive, 'names.age');
  answers.push(path);
  await client.names.create({ passphrase });
  await client.names.set({ personId, names: ['Annegret'], contact: '' });
  await copyFile(path, join(drive, 'copy.age'));

  await rm(path);
  const wanted = { personId, names: ['Annegret', 'Anne'], contact: '' };
  expect(await refusal(client.names.set(wanted))).toMatchObject({ code: 'KEY_FILE_MISSING' });
  expect(await client.names.list()).toMatchObject([{ names: ['Annegret'] }]);
  const elsewhere = join(drive, 'elsewhere.age');
  answers.push(elsewhere);
  await client.names.move();
  await client.names.set(wanted);
  expect(await client.names.list()).toMatchObject([{ names: ['Annegret', 'Anne'] }]);

  await copyFile(join(drive, 'copy.age'), elsewhere);
  const changed = await readFile(elsewhere);
  expect(await refusal(client.names.set({ ...wanted, names: ['A. M.'] }))).toMatchObject({
    code: 'KEY_FILE_CHANGED',
  });
  expect(await readFile(elsewhere)).toEqual(changed);

  answers.push(join(drive, 'gone.age'));
  await client.names.choose();
  expect(await refusal(client.names.open({ file: null, passphrase }))).toMatchObject({
    code: 'KEY_FILE_MISSING',
  });
});
