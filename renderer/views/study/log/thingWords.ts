import type { Entity, Row } from '../../../../shared/model/rows.ts';
import { formatTime } from '../../../../shared/time/timecode.ts';
import { mirror } from '../../../state/rows.ts';
import { t } from '../../../ui/i18n.ts';
import { sessionName } from '../../../ui/names.ts';

/** The field that says which one it is: by a text, by an instant, or by another thing. */
const tellingField = {
  study: 'title',
  case: 'label',
  person: 'name',
  session: null,
  sessionParticipant: 'personId',
  recording: 'label',
  moment: 'label',
  segment: 'startMs',
  peak: 'atMs',
  note: 'momentId',
  code: 'name',
  codeExample: 'codeId',
  codeSet: 'name',
  codeSetMember: 'setId',
  codebookVersion: 'name',
  coding: 'codeId',
  transcript: 'label',
  speaker: 'label',
  turn: 'startMs',
  memo: 'title',
  link: 'relation',
  instrument: 'name',
  instrumentItem: 'label',
  savedQuery: 'name',
  interview: 'recallerId',
  place: 'what',
  logLine: 'sessionMs',
  stop: 'sessionMs',
  leadUse: 'lead',
  statement: 'speakerId',
  rating: 'itemId',
  syncPoint: 'recordingId',
  dialTrace: 'label',
  dialChunk: 'traceId',
  consent: 'personId',
  retention: 'personId',
  withdrawal: null,
  redaction: 'startMs',
} as const satisfies Record<Entity, string | null>;

const entities = Object.keys(tellingField).filter((key): key is Entity => key in tellingField);

const tellingValue = (kind: Entity, row: Row): unknown =>
  Object.entries(row).find(([name]) => name === tellingField[kind])?.[1];

/** “code “Silence””, “stop at 0:01:02.300”; the kind alone where only another thing, or nothing, tells it apart. */
export function thingWords(kind: Entity, row: Row): string {
  const entity = t(`log.entity.${kind}`);
  const telling = tellingValue(kind, row);
  if (kind === 'session') return sessionWords(row.id) ?? entity;
  if (typeof telling === 'number') return t('log.at', { entity, time: formatTime(telling) });
  if (typeof telling !== 'string' || tellingField[kind]?.endsWith('Id')) return entity;
  if (telling === '') return kind === 'moment' ? momentAt(row.id) : entity;
  return t('log.named', { entity, name: telling });
}

function sessionWords(id: string): string | null {
  const session = mirror.get('session', id);
  return session === undefined ? null : sessionName(session);
}

/** A moment without a name is told by where it begins. */
function momentAt(id: string): string {
  const starts = mirror.of('segment', id).map(({ startMs }) => startMs);
  const entity = t('log.entity.moment');
  return starts.length === 0 ? entity : t('log.at', { entity, time: formatTime(Math.min(...starts)) });
}

/** What has this id, by what the page has at hand: a name alone says of people and sessions what they are. Null: not here. */
export function wordsOfId(id: string): string | null {
  const person = mirror.get('person', id);
  if (person !== undefined) return person.name;
  for (const entity of entities) {
    const row = mirror.get(entity, id);
    if (row === undefined) continue;
    const another = tellingField[entity]?.endsWith('Id') ? tellingValue(entity, row) : null;
    const name = typeof another === 'string' ? wordsOfId(another) : null;
    const own = thingWords(entity, row);
    return name === null ? own : t('log.ofAnother', { entity: own, name });
  }
  return null;
}
