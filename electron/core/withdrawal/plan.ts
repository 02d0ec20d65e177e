import { Failure } from '../../../shared/contract/failure.ts';
import type {
  SharedDecision,
  UnreachedPlace,
  WithdrawalPlan,
  WithdrawalScope,
} from '../../../shared/model/consent.ts';
import * as ids from '../../../shared/model/ids.ts';
import { type Entity, entities, type RecordingRow } from '../../../shared/model/rows.ts';
import type { StudyPath } from '../../../shared/model/study-path.ts';
import type { Reader } from '../store/connection.ts';
import { peopleOfSessions } from '../store/consent.ts';
import { contentsToErase, type Erasing } from '../store/journal-erase.ts';
import { decode, findRow, getRow } from '../store/tables.ts';
import { add, idsIn, type Loosened, References, type RowSet } from './closure.ts';
import { exportsNaming } from './exports-naming.ts';
import { pastRows, trimmedVersions } from './past-rows.ts';

export type Wish = { scope: WithdrawalScope; decisions: readonly SharedDecision[] };

/** What a wish means for the rows that there are now. */
export type Reckoning = {
  erased: RowSet;
  loosened: Loosened[];
  trimmed: ReturnType<typeof trimmedVersions>;
  erasing: Erasing;
  recordings: RecordingRow[];
  silenced: { recording: RecordingRow; channel: number }[];
  shared: { sessionId: ids.SessionId; others: ids.PersonId[]; decision: SharedDecision }[];
  later: ids.SessionId[];
};

/** Kinds of row that say no more than that the person takes part: they stay as long as the person does. */
const ofPresence: ReadonlySet<Entity> = new Set(['sessionParticipant', 'consent', 'retention']);

function sharedSessions(read: Reader, { scope, decisions }: Wish): Reckoning['shared'] {
  if (scope.kind !== 'everything') return [];
  return [...peopleOfSessions(read)].flatMap(([sessionId, people]) => {
    const others = people.filter((id) => id !== scope.personId);
    if (!people.includes(scope.personId) || others.length === 0) return [];
    const later = { sessionId, what: 'later', channel: null } as const;
    const decision = decisions.find((one) => one.sessionId === sessionId) ?? later;
    return [{ sessionId, others, decision }];
  });
}

/** The recordings of a session itself; those of its interviews are whoever's they are. */
function sessionRecordings(read: Reader, sessionId: ids.SessionId): RecordingRow[] {
  return read
    .all('SELECT * FROM recordings WHERE session_id = ? AND interview_id IS NULL ORDER BY id', sessionId)
    .map((raw) => decode('recording', raw));
}

export function channelsOf({ probe, audioTrack }: RecordingRow): number {
  const sounds = probe.tracks.filter(({ kind }) => kind === 'audio');
  return (sounds.find(({ index }) => index === audioTrack) ?? sounds[0])?.channels ?? 0;
}

function rootsOf(read: Reader, references: References, wish: Wish, later: readonly ids.SessionId[]): RowSet {
  const roots: RowSet = new Map();
  const { scope } = wish;
  if (scope.kind === 'recording') {
    add(roots, 'recording', scope.recordingId);
    return roots;
  }
  for (const [entity, ids] of references.ownedBy('person', scope.personId))
    if (!ofPresence.has(entity)) for (const id of ids) add(roots, entity, id);
  if (scope.kind === 'person') return roots;
  const laterOnes = new Set<string>(later);
  for (const id of references.ownedBy('person', scope.personId).get('sessionParticipant') ?? []) {
    const link = findRow(read, 'sessionParticipant', id);
    if (link !== null && !laterOnes.has(link.sessionId)) add(roots, 'sessionParticipant', id);
  }
  const decided = new Map(
    sharedSessions(read, wish).map(({ sessionId, decision }) => [sessionId, decision.what]),
  );
  const gone = [...peopleOfSessions(read)].flatMap(([sessionId, people]) =>
    people.includes(scope.personId) && (decided.get(sessionId) ?? 'erase') === 'erase' ? [sessionId] : [],
  );
  for (const sessionId of gone) add(roots, 'session', sessionId);
  // A case says whose therapy it is: without a session left it goes too.
  for (const { caseId } of gone.flatMap((id) => findRow(read, 'session', id) ?? [])) {
    const others = read.all('SELECT id FROM sessions WHERE case_id = ?', caseId);
    if (others.every((row) => gone.some((id) => id === row['id']))) add(roots, 'case', caseId);
  }
  if (later.length === 0) add(roots, 'person', scope.personId);
  return roots;
}

/** Throws NOT_FOUND, INPUT_INVALID. Reads the journal through: 0.5 s for 100,000 entries. */
export function reckon(read: Reader, wish: Wish): Reckoning {
  const { scope } = wish;
  const personId = scope.kind === 'recording' ? null : scope.personId;
  if (personId !== null) {
    if (getRow(read, 'person', personId).kind !== 'participant')
      throw new Failure('INPUT_INVALID', { field: 'personId' });
  } else if (scope.kind === 'recording') getRow(read, 'recording', scope.recordingId);
  const shared = sharedSessions(read, wish);
  const later = shared.flatMap(({ sessionId, decision }) => (decision.what === 'later' ? [sessionId] : []));
  const references = new References(read);
  const { erased, loosened } = references.closure(rootsOf(read, references, wish, later));
  const rowIds = new Set([...erased.values()].flatMap((some) => [...some]));
  const erasing = erasingOf(read, scope, rowIds);
  const silenced = shared.flatMap(({ sessionId, decision }) =>
    decision.what !== 'silence' ? [] : silencing(read, sessionId, decision.channel),
  );
  const recordings = [...(erased.get('recording') ?? [])].flatMap(
    (id) => findRow(read, 'recording', id) ?? [],
  );
  const trimmed = trimmedVersions(read, new Set(erasing.rowIds));
  return { erased, loosened, trimmed, erasing, recordings, silenced, shared, later };
}

/** What of the journal goes with these rows: theirs, those of rows that went before them, pieces of rows that stay, and what left under their names. */
export function erasingOf(read: Reader, scope: WithdrawalScope, rowIds: ReadonlySet<string>): Erasing {
  const personId = scope.kind === 'recording' ? null : scope.personId;
  const staysHere = personId !== null && !rowIds.has(personId);
  // Whoever stays is in no row that goes; what was theirs is found by their id all the same.
  const looked = personId === null ? rowIds : new Set([...rowIds, personId]);
  const past = pastRows(
    read,
    new References(read),
    looked,
    (entity, owner) => owner === personId && staysHere && ofPresence.has(entity),
  );
  if (staysHere) past.rowIds.delete(personId);
  return { rowIds: [...past.rowIds], places: [...past.places, ...exportsNaming(read, past.rowIds)] };
}

function silencing(read: Reader, sessionId: ids.SessionId, channel: number | null): Reckoning['silenced'] {
  return sessionRecordings(read, sessionId).map((recording) => {
    const channels = channelsOf(recording);
    if (channel === null || channels < 2 || channel >= channels)
      throw new Failure('INPUT_INVALID', { field: 'channel', channels });
    return { recording, channel };
  });
}

/** What a person has to know to decide about the sessions that are shared. */
export function sharedFacts(
  read: Reader,
  shared: Reckoning['shared'],
  personId: ids.PersonId | null,
): { sessionId: ids.SessionId; others: ids.PersonId[]; channels: number; channel: number | null }[] {
  return shared.map(({ sessionId, others }) => {
    const channels = sessionRecordings(read, sessionId).map(channelsOf);
    const link = read.get(
      'SELECT channel FROM session_participants WHERE session_id = ? AND person_id = ?',
      sessionId,
      personId,
    );
    const channel = link?.['channel'];
    return {
      sessionId,
      others,
      channels: channels.length === 0 ? 0 : Math.min(...channels),
      channel: typeof channel === 'number' ? channel : null,
    };
  });
}

/** What is written down before anything goes. Peaks and an interview's unfinished parts are found by id. */
export function planOf({ erased, recordings, silenced, erasing }: Reckoning): WithdrawalPlan {
  const files = recordings.flatMap(({ id, originalPath, playedPath }): StudyPath[] => [
    originalPath,
    playedPath,
    `peaks/${id}`,
  ]);
  return {
    files: [...new Set(files)],
    interviewIds: [...(erased.get('interview') ?? [])],
    recordings: recordings.map(({ checksum, byteCount, kind }) => ({ checksum, byteCount, kind })),
    rowIds: [...erasing.rowIds],
    counts: countsOf(erased),
    silences: silenced.map(({ recording, channel }) => ({
      recordingId: recording.id,
      channel,
      oldChecksum: recording.checksum,
      oldFiles: [...new Set([recording.originalPath, recording.playedPath])],
    })),
  };
}

export function countsOf(erased: RowSet): Record<string, number> {
  return Object.fromEntries([...erased].map(([entity, ids]) => [entity, ids.size]));
}

const authorFields = ['personId', 'recallerId', 'speakerId'];

/** How many of the rows that go are somebody else's, by whose. */
export function ofOthers(
  read: Reader,
  erased: RowSet,
  personId: ids.PersonId | null,
): { personId: ids.PersonId; count: number }[] {
  const counts = new Map<string, number>();
  for (const entity of entities) {
    for (const id of erased.get(entity) ?? []) {
      const author = idsIn(findRow(read, entity, id), authorFields)[0];
      if (author !== undefined && author !== personId) counts.set(author, (counts.get(author) ?? 0) + 1);
    }
  }
  return [...counts].map(([id, count]) => ({ personId: ids.personId.parse(id), count }));
}

export function notReached(
  wish: Wish,
  { silenced, shared }: Pick<Reckoning, 'silenced' | 'shared'>,
): UnreachedPlace[] {
  const isPerson = wish.scope.kind !== 'recording';
  const places: (UnreachedPlace | null)[] = [
    'copies',
    'exports',
    'diskTraces',
    isPerson ? 'keyFile' : null,
    isPerson && (wish.scope.kind === 'person' || shared.some(({ decision }) => decision.what !== 'erase'))
      ? 'othersWords'
      : null,
    silenced.length > 0 ? 'silencedRoom' : null,
  ];
  return places.filter((place) => place !== null);
}

export function journalCount(read: Reader, { erasing }: Reckoning): number {
  return contentsToErase(read, erasing).length;
}
