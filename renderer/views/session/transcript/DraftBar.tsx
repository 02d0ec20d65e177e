import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingRow } from '../../../../shared/model/rows.ts';
import { useDrafting } from '../../../desk/transcript/drafting.ts';
import { useRows } from '../../../state/rows.ts';
import { orderedTurns } from '../../../state/transcripts.ts';
import { ProgressRow } from '../../../ui/ProgressRow.tsx';
import classes from './TranscriptPanel.module.css';

/** How far a draft of this recording is: as far as its last line. */
export function DraftBar({ recording }: { readonly recording: RecordingRow }): ReactElement | null {
  const { t } = useTranslation();
  const draft = useDrafting((state) => state.draft);
  const untilMs = useRows(
    (rows) => orderedTurns(rows, draft?.transcriptId ?? null).timed.at(-1)?.turn.endMs ?? 0,
  );
  if (draft === null || draft.recordingId !== recording.id) return null;
  return (
    <div className={classes['drafting']}>
      <ProgressRow
        label={t(draft.sent === null ? 'transcript.draft.drafting' : 'transcript.draft.sending')}
        fraction={draft.sent ?? (untilMs === 0 ? null : untilMs / Math.max(1, recording.durationMs))}
        onCancel={draft.cancel}
      />
    </div>
  );
}
