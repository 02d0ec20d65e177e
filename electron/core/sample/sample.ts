import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { toFailure } from '../../../shared/contract/failure.ts';
import type { StudyContents } from '../../../shared/contract/study.ts';
import * as ids from '../../../shared/model/ids.ts';
import { role } from '../../../shared/model/vocabulary.ts';
import type { App } from '../app.ts';
import type { ImportInput } from '../recordings/recordings.ts';
import { createCode } from '../store/code.ts';
import { toggleCoding } from '../store/coding.ts';
import type { Edit } from '../store/edit.ts';
import { newId } from '../store/ids.ts';
import { addPeak, addSegment, createMoment, markMoment } from '../store/moment.ts';
import { writeNote } from '../store/note.ts';
import { addSessionParticipant } from '../store/session.ts';
import { makeDial, makeInterview, sampleDial, sampleInterview } from './interviews.ts';

const name = z.string();
const milliseconds = z.int().nonnegative();

/** The sample study as it is written down: names in the place of ids, so that a person can read and change it. */
const sampleFile = z.object({
  title: name,
  case: name,
  session: z.object({ number: z.int(), heldOn: z.iso.date(), title: name }),
  people: z.array(
    z.object({ name, kind: z.enum(['participant', 'team']), role, channel: z.int().optional() }),
  ),
  codes: z.array(
    z.object({
      name,
      parent: name.nullable(),
      color: name,
      key: name.nullable(),
      definition: name,
      isCodable: z.boolean(),
    }),
  ),
  recordings: z.array(z.object({ file: name, label: name })),
  moments: z.array(
    z.object({
      recording: name,
      by: name,
      label: name,
      rawMs: milliseconds.optional(),
      segments: z.array(z.tuple([milliseconds, milliseconds])).min(1),
      peaks: z.array(z.object({ by: name, atMs: milliseconds })).default([]),
      note: name.default(''),
      codes: z.array(z.object({ code: name, by: name })).default([]),
    }),
  ),
  interviews: z.array(sampleInterview),
  dial: sampleDial,
});
type SampleFile = z.infer<typeof sampleFile>;

/** Throws when the sample names something that it does not hold: a mistake in the file that ships. */
function pick<T>(from: ReadonlyMap<string, T>, key: string): T {
  const found = from.get(key);
  if (found === undefined) throw new Error(`the sample study names ${key}, which it does not hold`);
  return found;
}

/**
 * Opens the sample study, making it first where it is not there yet. It is made through the same doors as any other
 * study, import included, so that what a person tries is what they will use, and no second format has to be kept.
 */
export async function openSample(app: App): Promise<StudyContents> {
  const sample = sampleFile.parse(
    JSON.parse(await readFile(join(app.host.sampleFolder, 'sample.json'), 'utf8')),
  );
  const folder = await app.library.folderFor(sample.title);
  const listed = await app.library.listing(folder);
  if (listed.isFound) return await app.openFolder(folder);
  await app.create(sample.title);
  try {
    await fill(app, sample);
  } catch (thrown) {
    throw toFailure(thrown);
  }
  return app.contents();
}

const options = { actor: null, isUndoable: false } as const;

async function fill(app: App, sample: SampleFile): Promise<void> {
  const { store } = app.study();
  const { result: made } = store.edit('sample.create', options, (edit) => makePeopleAndCodes(edit, sample));
  const recordingIds = new Map<string, ids.RecordingId>();
  for (const { file, label } of sample.recordings) {
    recordingIds.set(label, await importSample(app, file, { label, sessionId: made.sessionId }));
  }
  const interviewIds = store.edit('sample.mark', options, (edit) => {
    const momentIds = new Map<string, ids.MomentId>();
    for (const moment of sample.moments) {
      const recordingId = pick(recordingIds, moment.recording);
      momentIds.set(moment.label, makeMoment(edit, moment, { recordingId, ...made }));
    }
    const place = {
      sessionId: made.sessionId,
      recordingId: pick(recordingIds, sample.recordings[0]?.label ?? ''),
    };
    const names = {
      person: (name: string) => pick(made.people, name),
      moment: (label: string) => pick(momentIds, label),
    };
    makeDial(edit, sample.dial, place, names);
    return sample.interviews.map((interview) => makeInterview(edit, interview, place, names));
  }).result;
  for (const [index, { file }] of sample.interviews.entries()) {
    const interviewId = interviewIds[index];
    if (interviewId === undefined) continue;
    const interview = { interviewId, interviewStartMs: 0, interviewRate: 1 };
    await importSample(app, file, { label: 'interview', sessionId: made.sessionId, interview });
  }
}

async function importSample(
  app: App,
  file: string,
  as: Pick<ImportInput, 'label' | 'sessionId' | 'interview'>,
): Promise<ids.RecordingId> {
  const { recordings } = app.study();
  const source = ReadableStream.from(createReadStream(join(app.host.sampleFolder, file)));
  const { stagedId } = await recordings.staging.receive(file, source);
  return (await recordings.import({ stagedId, audioTrack: null, actor: null, isMadeHere: true, ...as })).id;
}

type Made = { sessionId: ids.SessionId; people: Map<string, ids.PersonId>; codes: Map<string, ids.CodeId> };

function makePeopleAndCodes(edit: Edit, sample: SampleFile): Made {
  const createdAt = Date.now();
  const caseId = newId(ids.caseId);
  const sessionId = newId(ids.sessionId);
  edit.insert('case', { id: caseId, label: sample.case, note: '', createdAt });
  edit.insert('session', { id: sessionId, caseId, ...sample.session, createdAt });
  const people = new Map<string, ids.PersonId>();
  for (const person of sample.people) {
    const personId = newId(ids.personId);
    const { kind, role } = person;
    people.set(person.name, personId);
    edit.insert('person', { id: personId, kind, name: person.name, role, isRetired: false, createdAt });
    if (role !== 'client' && role !== 'therapist') continue;
    const id = newId(ids.sessionParticipantId);
    addSessionParticipant(edit, { id, sessionId, personId, role, channel: person.channel ?? null });
  }
  const codes = new Map<string, ids.CodeId>();
  for (const { parent, ...code } of sample.codes) {
    codes.set(
      code.name,
      createCode(edit, { ...code, parentId: parent === null ? null : pick(codes, parent) }),
    );
  }
  return { sessionId, people, codes };
}

function makeMoment(
  edit: Edit,
  moment: SampleFile['moments'][number],
  made: Made & { recordingId: ids.RecordingId },
): ids.MomentId {
  const { recordingId, people, codes } = made;
  const personId = pick(people, moment.by);
  const [[startMs, endMs] = [0, 0], ...others] = moment.segments;
  const { rawMs, label } = moment;
  const { momentId, segmentId } =
    rawMs === undefined
      ? createMoment(edit, { recordingId, personId, startMs, endMs, label, selection: 'span' })
      : markMoment(edit, { recordingId, personId, rawMs, lookBackMs: rawMs - startMs });
  if (rawMs !== undefined) {
    edit.update('moment', momentId, { label });
    edit.update('segment', segmentId, { startMs, endMs });
  }
  for (const [fromMs, toMs] of others) addSegment(edit, momentId, { startMs: fromMs, endMs: toMs });
  for (const peak of moment.peaks)
    addPeak(edit, { momentId, personId: pick(people, peak.by), atMs: peak.atMs });
  if (moment.note !== '') writeNote(edit, { momentId, body: moment.note, personId });
  for (const { code, by } of moment.codes)
    toggleCoding(
      edit,
      { kind: 'moment', momentId },
      { codeId: pick(codes, code), personId: pick(people, by) },
    );
  return momentId;
}
