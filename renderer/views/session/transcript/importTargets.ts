import { useCallback } from 'react';
import type { SessionId } from '../../../../shared/model/ids.ts';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { useRows } from '../../../state/rows.ts';
import { t } from '../../../ui/i18n.ts';
import { compareNames, sessionName } from '../../../ui/names.ts';

/** A recording that a transcript may be of, with its whole name. */
export type ImportTarget = { readonly recording: RecordingRow; readonly name: string };

/** Of one session, or of the whole study: recordings of the session first, then those of its recall interviews. */
export function useImportTargets(sessionId: SessionId | null): readonly ImportTarget[] {
  return useRows(
    useCallback(
      (rows: RowReader) => {
        const recordings = sessionId === null ? rows.all('recording') : rows.of('recording', sessionId);
        return targetsOf(rows, recordings);
      },
      [sessionId],
    ),
  );
}

const known = new WeakMap<RecordingRow, ImportTarget>();

function targetsOf(rows: RowReader, recordings: readonly RecordingRow[]): readonly ImportTarget[] {
  const named = recordings.map((recording): ImportTarget => {
    const session = rows.get('session', recording.sessionId);
    const label = rows.get('case', session?.caseId ?? null)?.label ?? '';
    const name = t('transcript.import.session', {
      case: label,
      session: session === undefined ? '' : sessionName(session),
      recording:
        recording.interviewId === null
          ? recording.label
          : t('transcript.import.interviewOf', { recording: recording.label }),
    });
    // The same object for the same name, or whoever shows the list would render without end.
    const last = known.get(recording);
    if (last?.name === name) return last;
    const target = { recording, name };
    known.set(recording, target);
    return target;
  });
  const rank = ({ recording }: ImportTarget): number => (recording.interviewId === null ? 0 : 1);
  return named.sort((a, b) => rank(a) - rank(b) || compareNames(a.name, b.name));
}
