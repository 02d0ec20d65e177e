import type { Change } from '../../shared/contract/changes.ts';
import type { InterviewContents } from '../../shared/contract/recall.ts';
import type { SessionContents } from '../../shared/contract/session.ts';
import type { StudyContents } from '../../shared/contract/study.ts';
import type { TranscriptContents } from '../../shared/contract/transcript.ts';
import type { Entity, InterviewRow, LinkRow, MemoRow, RatingRow, Row } from '../../shared/model/rows.ts';

/**
 * What a selector may read. Every read is noted, so that a selector runs again only when something it read has
 * changed: with 50,000 moments on the page, an edit costs the components that show it and no others.
 * The same array is answered until one of its rows changes; its order is that of arrival, so sort what you show.
 */
export type RowReader = {
  get<E extends Entity>(entity: E, id: string | null): Row<E> | undefined;
  all<E extends Entity>(entity: E): readonly Row<E>[];
  /**
   * The rows that name this one: sessions of a case; participants, recordings, moments and codings of a session;
   * segments, peaks, notes and codings of a moment; moments and redactions of a recording; codings of a code; subcodes of a code.
   */
  of<E extends Entity>(entity: E, parentId: string): readonly Row<E>[];
};

export type MemoContents = {
  readonly seq: number;
  readonly memos: readonly MemoRow[];
  readonly links: readonly LinkRow[];
};
export type RatingContents = { readonly seq: number; readonly ratings: readonly RatingRow[] };

/** What a commit touched; `all` after a load, when everything must be read anew. */
export type Touched = readonly { readonly entity: Entity; readonly id: string }[] | 'all';

export type Mirror = RowReader & {
  /** Idempotent, and indifferent to order: a row older than the one at hand is ignored. */
  apply(change: Change): void;
  loadStudy(contents: StudyContents): void;
  loadSession(contents: SessionContents): void;
  /** Recall interviews themselves; what is inside one comes with `loadInterview`. */
  loadInterviews(interviews: readonly InterviewRow[]): void;
  loadInterview(contents: InterviewContents): void;
  /** With its turns, which do not come with the session. */
  loadTranscript(contents: TranscriptContents): void;
  isTranscriptLoaded(transcriptId: string): boolean;
  /** All memos and links of the study, which come with no other rows: only some screens show them. */
  loadMemos(contents: MemoContents): void;
  areMemosLoaded(): boolean;
  /** What was rated in a session, likewise. */
  loadRatings(sessionId: string, contents: RatingContents): void;
  areRatingsLoaded(sessionId: string): boolean;
  /** Grows by one whenever everything is forgotten: an answer that was asked for before may not be true any more. */
  forgotten(): number;
  isSessionLoaded(sessionId: string): boolean;
  loadedSessions(): readonly string[];
  /** Forgets everything: another study is opened, or this one has been put back to a backup. */
  reset(): void;
  /**
   * After the core was away, anything may have changed, even backwards: fetch everything anew between these two.
   * What is applied meanwhile is applied again on top of what was fetched.
   */
  beginRebuild(): void;
  rebuild(
    study: StudyContents,
    sessions: readonly SessionContents[],
    interviews?: { readonly listed: readonly InterviewRow[]; readonly entered: InterviewContents | null },
  ): void;
  /** Grows by one whenever what `key` stands for changes. */
  version(key: string): number;
  subscribe(listener: (touched: Touched) => void): () => void;
};

export const allKey = (entity: Entity): string => entity;
export const ofKey = (entity: Entity, parentId: string): string => `${entity}<${parentId}`;

/** The fields of an entity that name other rows: learned from its first row, since all of them have the same. */
const idFields = new Map<Entity, readonly string[]>();

/** Whatever a row names is a parent that it can be found under. */
function parentsOf(entity: Entity, row: Row): string[] {
  let fields = idFields.get(entity);
  if (fields === undefined) {
    fields = Object.keys(row).filter((field) => field.endsWith('Id'));
    idFields.set(entity, fields);
  }
  const values = new Map<string, unknown>(Object.entries(row));
  return fields.map((field) => values.get(field)).filter((value) => typeof value === 'string');
}

type Bucket<E extends Entity> = { readonly rows: Map<string, Row<E>>; array: readonly Row<E>[] | null };
/** By the id of a parent. */
type Table<E extends Entity> = Map<string, Bucket<E>>;

const nothing: readonly never[] = [];
/** The bucket that holds every row of its entity; no id is an empty string. */
const whole = '';

/**
 * The page's copy of the core's rows; one file, long as it is, because what a snapshot replaces and what a change patches
 * must agree on every kind of row. A row reaches it twice, in the answer to the write and in the change message, in
 * either order; rows removed leave their `seq` behind, so that a late message cannot bring them back.
 */
export function createMirror(): Mirror {
  const tables = new Map<Entity, Table<never>>();
  let epoch = 0;
  const seqOf = new Map<string, number>();
  const versions = new Map<string, number>();
  const loadedSessions = new Set<string>();
  const loadedTranscripts = new Set<string>();
  const loadedRatings = new Set<string>();
  let hasMemos = false;
  let timesForgotten = 0;
  let meanwhile: Change[] | null = null;
  const listeners = new Set<(touched: Touched) => void>();

  const bump = (key: string): void => {
    versions.set(key, (versions.get(key) ?? 0) + 1);
  };

  function tableOf<E extends Entity>(entity: E): Table<E> {
    const table = tables.get(entity) ?? new Map();
    tables.set(entity, table);
    // A map from entities cannot say that each has rows of its own kind; this is the only way to it.
    return table as Table<E>;
  }

  function bucketOf<E extends Entity>(entity: E, parent: string): Bucket<E> {
    const table = tableOf(entity);
    const found = table.get(parent);
    if (found !== undefined) return found;
    const made: Bucket<E> = { rows: new Map(), array: null };
    table.set(parent, made);
    return made;
  }

  function homesOf<E extends Entity>(entity: E, row: Row<E>): string[] {
    return [whole, ...parentsOf(entity, row)];
  }

  function put<E extends Entity>(entity: E, id: string, after: Row<E> | null, seq: number): boolean {
    if ((seqOf.get(id) ?? -1) >= seq) return false;
    seqOf.set(id, seq);
    const before = bucketOf(entity, whole).rows.get(id);
    const old = before === undefined ? [] : homesOf(entity, before);
    const now = after === null ? [] : homesOf(entity, after);
    for (const parent of old) {
      if (!now.includes(parent)) bucketOf(entity, parent).rows.delete(id);
    }
    if (after !== null) for (const parent of now) bucketOf(entity, parent).rows.set(id, after);
    for (const parent of new Set([...old, ...now])) {
      bucketOf(entity, parent).array = null;
      bump(parent === whole ? allKey(entity) : ofKey(entity, parent));
    }
    bump(id);
    return true;
  }

  /** Rows of a snapshot; those at hand that it lacks have been removed, unless they are newer than it. */
  function replace<E extends Entity>(
    entity: E,
    snapshot: readonly Row<E>[],
    atHand: readonly Row<E>[],
    seq: number,
  ): void {
    const present = new Set<string>(snapshot.map((row) => row.id));
    for (const row of atHand) if (!present.has(row.id)) put(entity, row.id, null, seq);
    for (const row of snapshot) put(entity, row.id, row, seq);
  }

  function tell(touched: Touched): void {
    if (touched === 'all') epoch += 1;
    for (const listener of [...listeners]) listener(touched);
  }

  function arrayOf<E extends Entity>(entity: E, parent: string): readonly Row<E>[] {
    const bucket = tableOf(entity).get(parent);
    if (bucket === undefined) return nothing;
    bucket.array ??= [...bucket.rows.values()];
    return bucket.array;
  }

  const forget = (): void => {
    tables.clear();
    seqOf.clear();
    loadedSessions.clear();
    loadedTranscripts.clear();
    loadedRatings.clear();
    hasMemos = false;
    timesForgotten += 1;
  };

  function fillStudy({ seq, ...contents }: StudyContents): void {
    replace('study', [contents.study], arrayOf('study', whole), seq);
    replace('case', contents.cases, arrayOf('case', whole), seq);
    replace('person', contents.people, arrayOf('person', whole), seq);
    replace('session', contents.sessions, arrayOf('session', whole), seq);
    const participants = contents.sessionParticipants;
    replace('sessionParticipant', participants, arrayOf('sessionParticipant', whole), seq);
    replace('recording', contents.recordings, arrayOf('recording', whole), seq);
    replace('code', contents.codes, arrayOf('code', whole), seq);
    replace('consent', contents.consents, arrayOf('consent', whole), seq);
    replace('retention', contents.retentions, arrayOf('retention', whole), seq);
    replace('withdrawal', contents.withdrawals, arrayOf('withdrawal', whole), seq);
    replace('instrument', contents.instruments, arrayOf('instrument', whole), seq);
    replace('instrumentItem', contents.instrumentItems, arrayOf('instrumentItem', whole), seq);
    replace('savedQuery', contents.savedQueries, arrayOf('savedQuery', whole), seq);
    replace('codeExample', contents.codeExamples, arrayOf('codeExample', whole), seq);
    replace('codeSet', contents.codeSets, arrayOf('codeSet', whole), seq);
    replace('codeSetMember', contents.codeSetMembers, arrayOf('codeSetMember', whole), seq);
  }

  function fillSession({ seq, sessionId, ...contents }: SessionContents): void {
    const moments = arrayOf('moment', sessionId);
    const under = <E extends Entity>(entity: E): Row<E>[] =>
      moments.flatMap((moment) => [...arrayOf(entity, moment.id)]);
    replace('segment', contents.segments, under('segment'), seq);
    replace('peak', contents.peaks, under('peak'), seq);
    replace('note', contents.notes, under('note'), seq);
    replace('coding', contents.codings, arrayOf('coding', sessionId), seq);
    const voices = arrayOf('transcript', sessionId).flatMap(({ id }) => [...arrayOf('speaker', id)]);
    replace('speaker', contents.speakers, voices, seq);
    replace('transcript', contents.transcripts, arrayOf('transcript', sessionId), seq);
    replace('moment', contents.moments, moments, seq);
    const covered = arrayOf('recording', sessionId).flatMap(({ id }) => [...arrayOf('redaction', id)]);
    replace('redaction', contents.redactions, covered, seq);
    loadedSessions.add(sessionId);
  }

  /** The list says nothing of when it was made: whatever is at hand is as new. */
  function fillInterviews(interviews: readonly InterviewRow[]): void {
    for (const interview of interviews) put('interview', interview.id, interview, 0);
  }

  function fillInterview({ seq, interview: { id }, ...contents }: InterviewContents): void {
    replace('place', contents.places, arrayOf('place', id), seq);
    replace('logLine', contents.logLines, arrayOf('logLine', id), seq);
    replace('stop', contents.stops, arrayOf('stop', id), seq);
    replace('leadUse', contents.leadUses, arrayOf('leadUse', id), seq);
    replace('statement', contents.statements, arrayOf('statement', id), seq);
    replace('rating', contents.ratings, arrayOf('rating', id), seq);
    const aligned = arrayOf('recording', id).flatMap((recording) => arrayOf('syncPoint', recording.id));
    replace('syncPoint', contents.syncPoints, aligned, seq);
    replace('recording', contents.recordings, arrayOf('recording', id), seq);
  }

  return {
    get: (entity, id) => (id === null ? undefined : bucketOf(entity, whole).rows.get(id)),
    all: (entity) => arrayOf(entity, whole),
    of: (entity, parentId) => arrayOf(entity, parentId),
    apply(change) {
      meanwhile?.push(change);
      const touched = change.rows.filter((row) => put(row.entity, row.id, row.after, change.seq));
      if (touched.length > 0) tell(touched);
    },
    loadStudy(contents) {
      fillStudy(contents);
      tell('all');
    },
    loadSession(contents) {
      fillSession(contents);
      tell('all');
    },
    loadInterviews(interviews) {
      fillInterviews(interviews);
      tell('all');
    },
    loadInterview(contents) {
      fillInterview(contents);
      put('interview', contents.interview.id, contents.interview, contents.seq);
      tell('all');
    },
    loadTranscript({ seq, transcript, speakers, turns }) {
      replace('speaker', speakers, arrayOf('speaker', transcript.id), seq);
      replace('turn', turns, arrayOf('turn', transcript.id), seq);
      put('transcript', transcript.id, transcript, seq);
      loadedTranscripts.add(transcript.id);
      tell('all');
    },
    loadMemos({ seq, memos, links }) {
      replace('memo', memos, arrayOf('memo', whole), seq);
      replace('link', links, arrayOf('link', whole), seq);
      hasMemos = true;
      tell('all');
    },
    areMemosLoaded: () => hasMemos,
    loadRatings(sessionId, { seq, ratings }) {
      const ofMoments = arrayOf('moment', sessionId).flatMap(({ id }) => [...arrayOf('rating', id)]);
      replace('rating', ratings, [...arrayOf('rating', sessionId), ...ofMoments], seq);
      loadedRatings.add(sessionId);
      tell('all');
    },
    areRatingsLoaded: (sessionId) => loadedRatings.has(sessionId),
    forgotten: () => timesForgotten,
    isTranscriptLoaded: (transcriptId) => loadedTranscripts.has(transcriptId),
    isSessionLoaded: (sessionId) => loadedSessions.has(sessionId),
    loadedSessions: () => [...loadedSessions],
    reset() {
      forget();
      meanwhile = null;
      tell('all');
    },
    beginRebuild() {
      meanwhile = [];
    },
    rebuild(study, sessions, interviews) {
      forget();
      fillStudy(study);
      for (const session of sessions) fillSession(session);
      if (interviews !== undefined) fillInterviews(interviews.listed);
      if (interviews?.entered != null) fillInterview(interviews.entered);
      for (const change of meanwhile ?? [])
        for (const row of change.rows) put(row.entity, row.id, row.after, change.seq);
      meanwhile = null;
      tell('all');
    },
    version: (key) => epoch + (versions.get(key) ?? 0),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
