import { useCallback, useMemo } from 'react';
import type { PersonRow, SpeakerRow, TurnRow } from '../../../../shared/model/rows.ts';
import { transcriptsOf, useTranscriptChoice } from '../../../desk/transcript/choice.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { useRows } from '../../../state/rows.ts';
import { orderedTurns, type TimedTurn, useTranscript } from '../../../state/transcripts.ts';
import type { Mark, Tier } from '../../../timeline/types.ts';
import { t } from '../../../ui/i18n.ts';
import { personLook } from '../../../ui/people.ts';

export const turnTierId = 'turns';
/** Of a voice that is nobody's: the grey of "other". */
const nobodyColor = '#999999';

const none: readonly Tier[] = [];

/** The transcript that is looked at as a tier of the timeline, each turn in its person's colour and letters. */
export function useTurnTier(recordingId: string): readonly Tier[] {
  const chosen = useTranscriptChoice((state) => state.chosen);
  const transcripts = useRows(
    useCallback((rows: RowReader) => transcriptsOf(rows, recordingId), [recordingId]),
  );
  const shown =
    transcripts.find(({ id, recordingId: of }) => chosen.get(of) === id) ?? transcripts[0] ?? null;
  const id = shown?.id ?? null;
  useTranscript(id);
  const { timed } = useRows(useCallback((rows: RowReader) => orderedTurns(rows, id), [id]));
  const speakers = useRows(
    useCallback((rows: RowReader) => (id === null ? noSpeakers : rows.of('speaker', id)), [id]),
  );
  const people = useRows((rows) => rows.all('person'));
  const durationMs = useRows((rows) => rows.get('recording', recordingId)?.durationMs ?? 0);
  return useMemo(() => {
    if (timed.length === 0) return none;
    const looks = looksOf(speakers, people);
    const marks = timed.flatMap((turn) => markOf(turn, looks, durationMs));
    return [{ id: turnTierId, label: t('transcript.tier'), kind: 'turns', marks }];
  }, [timed, speakers, people, durationMs]);
}

const noSpeakers: readonly SpeakerRow[] = [];

type Look = { readonly color: string; readonly letter: string };
/** By the id of a speaker. Made anew when people change, and with them every mark. */
type Looks = ReadonlyMap<string, Look>;

function looksOf(speakers: readonly SpeakerRow[], people: readonly PersonRow[]): Looks {
  return new Map(
    speakers.map(({ id, label, personId }) => {
      const person = people.find((one) => one.id === personId);
      if (person === undefined) return [id, { color: nobodyColor, letter: label.slice(0, 2) }];
      const { color, letters } = personLook(person);
      return [id, { color, letter: letters }];
    }),
  );
}

type Made = { readonly look: Look | undefined; readonly endMs: number; readonly mark: Mark };
/** Correcting one turn of 10,000 makes one mark. */
const made = new WeakMap<TurnRow, Made>();

function markOf({ turn, startMs, endMs }: TimedTurn, looks: Looks, durationMs: number): readonly Mark[] {
  if (startMs > durationMs) return [];
  const look = looks.get(turn.speakerId ?? '');
  // A last turn whose end nobody knows is a point: drawn to the end of the recording it would claim the rest of it.
  const untilMs = Number.isFinite(endMs) ? Math.max(startMs, Math.min(endMs, durationMs)) : startMs;
  const last = made.get(turn);
  if (last?.look === look && last?.endMs === untilMs) return [last.mark];
  const mark: Mark = {
    id: turn.id,
    momentId: null,
    startMs,
    endMs: untilMs,
    label: turn.body,
    color: look?.color ?? nobodyColor,
    letter: look?.letter ?? '',
  };
  made.set(turn, { look, endMs: untilMs, mark });
  return [mark];
}
