import { Button, NativeSelect, Text } from '@mantine/core';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { RecordingId, SessionId } from '../../../../shared/model/ids.ts';
import type { RecordingRow, TranscriptRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { useCommandKeys } from '../../../commands/useCommandKeys.ts';
import { beginTranscript } from '../../../desk/transcript/beginning.ts';
import { showTranscript, transcriptsOf, useTranscriptChoice } from '../../../desk/transcript/choice.ts';
import { draftByMachine } from '../../../desk/transcript/drafting.ts';
import { addTurn, toggleAligning } from '../../../desk/transcript/editing.ts';
import {
  createTranscriptDesk,
  enterTranscript,
  type TranscriptDesk,
  type TranscriptPlayer,
  turnOf,
} from '../../../desk/transcript/transcriptDesk.ts';
import { actorNow } from '../../../state/interface.ts';
import type { RowReader } from '../../../state/mirror.ts';
import { orShow } from '../../../state/notices.ts';
import { useRows, write } from '../../../state/rows.ts';
import { chooseTranscripts } from '../../../state/transcriptImports.ts';
import { type OrderedTurns, orderedTurns, useTranscript } from '../../../state/transcripts.ts';
import { EditableText } from '../../../ui/EditableText.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { DraftBar } from './DraftBar.tsx';
import { PassageBar } from './PassageBar.tsx';
import { SpeakersDialog } from './SpeakersDialog.tsx';
import { TranscriptMenu } from './TranscriptMenu.tsx';
import classes from './TranscriptPanel.module.css';
import { TurnList } from './TurnList.tsx';

type Props = {
  readonly sessionId: SessionId;
  /** Those whose transcripts are shown: the one on the desk, or all that an interview made of itself. */
  readonly recordings: readonly RecordingRow[];
  /** The same function until a player comes or goes. */
  readonly playerOf: (recordingId: RecordingId) => TranscriptPlayer | null;
};

/** The transcripts of what is on the desk, one of them open. */
export function TranscriptPanel({ sessionId, recordings, playerOf }: Props): ReactElement {
  const { t } = useTranslation();
  const chosen = useTranscriptChoice((state) => state.chosen);
  const all = useRows(
    useCallback((rows: RowReader) => recordings.flatMap(({ id }) => transcriptsOf(rows, id)), [recordings]),
  );
  const shown = all.find(({ id, recordingId }) => chosen.get(recordingId) === id) ?? all[0];
  const recording = recordings.find(({ id }) => id === (shown?.recordingId ?? recordings[0]?.id));
  if (recording === undefined)
    return <EmptyState title={t('transcript.empty.title')}>{t('transcript.empty.noRecording')}</EmptyState>;
  const player = playerOf(recording.id);
  if (shown === undefined)
    return (
      <>
        <DraftBar recording={recording} />
        <EmptyState
          title={t('transcript.empty.title')}
          actions={
            <>
              <Button onClick={() => void chooseTranscripts({ sessionId, recordingId: recording.id })}>
                {t('transcript.actions.import')}
              </Button>
              <Button variant="default" onClick={() => void beginTranscript(recording, player?.nowMs() ?? 0)}>
                {t('transcript.actions.create')}
              </Button>
              <Button variant="default" onClick={() => void draftByMachine(recording)}>
                {t('transcript.draft.begin')}
              </Button>
            </>
          }
        >
          {t('transcript.empty.text')} {t('transcript.draft.text')}
        </EmptyState>
      </>
    );
  return <Opened key={shown.id} all={all} shown={shown} recording={recording} player={player} />;
}

type OpenedProps = {
  readonly all: readonly TranscriptRow[];
  readonly shown: TranscriptRow;
  readonly recording: RecordingRow;
  readonly player: TranscriptPlayer | null;
};

function Opened({ all, shown, recording, player }: OpenedProps): ReactElement {
  const { t } = useTranslation();
  const [desk] = useState(() => createTranscriptDesk(shown.sessionId, recording.id, shown.id));
  const load = useTranscript(shown.id);
  const ordered = useRows(useCallback((rows: RowReader) => orderedTurns(rows, shown.id), [shown.id]));
  const [isNaming, setNaming] = useState(false);
  useEffect(() => enterTranscript(desk), [desk]);
  useEffect(() => {
    desk.player = player;
    return () => {
      desk.player = null;
    };
  }, [desk, player]);
  useLetGo(desk, ordered);
  useWanted(desk, ordered);
  const unchecked = ordered.turns.filter((turn) => turn.isMachineMade && !turn.isChecked).length;

  return (
    <section className={classes['panel']} aria-label={t('transcript.title')}>
      <div className={classes['top']}>
        {all.length > 1 && (
          <NativeSelect
            size="xs"
            aria-label={t('transcript.choose')}
            value={shown.id}
            data={all.map(({ id, label }) => ({ value: id, label }))}
            onChange={({ currentTarget: { value } }) => {
              const next = all.find(({ id }) => id === value);
              if (next !== undefined) showTranscript(next.recordingId, next.id);
            }}
          />
        )}
        {all.length === 1 && (
          <EditableText
            value={shown.label}
            label={t('transcript.actions.rename')}
            className={classes['label'] ?? ''}
            onSave={(label) =>
              void orShow(write(client.transcript.update({ actor: actorNow(), id: shown.id, label })))
            }
          />
        )}
        <span className={classes['count']}>{t('transcript.count', { count: ordered.turns.length })}</span>
        <TranscriptMenu
          desk={desk}
          recording={recording}
          uncheckedCount={unchecked}
          onSpeakers={() => setNaming(true)}
        />
      </div>
      {unchecked > 0 && (
        <p className={classes['unchecked']}>{t('transcript.unchecked', { count: unchecked })}</p>
      )}
      <DraftBar recording={recording} />
      <AlignBar desk={desk} />
      {load.status === 'loading' && (
        <Text role="status" p="md">
          {t('transcript.loading')}
        </Text>
      )}
      {load.status === 'failed' && (
        <FailureNotice title={t('transcript.loadFailed')} failure={load.failure} onRetry={load.retry} />
      )}
      {load.status === 'ready' && ordered.turns.length === 0 && (
        <EmptyState
          title={t('transcript.empty.noTurns')}
          actions={<Button onClick={() => void addTurn(desk)}>{t('transcript.actions.addTurn')}</Button>}
        />
      )}
      {load.status === 'ready' && ordered.turns.length > 0 && (
        <TurnList desk={desk} ordered={ordered} player={player} />
      )}
      <PassageBar desk={desk} />
      {isNaming && <SpeakersDialog desk={desk} onClose={() => setNaming(false)} />}
    </section>
  );
}

/** Undo, or another window, may have taken away the turn that is selected or open. */
function useLetGo(desk: TranscriptDesk, ordered: OrderedTurns): void {
  useEffect(() => {
    const { turnId, editing, passage } = desk.store.getState();
    const isGone = (id: string | null | undefined): boolean => id != null && !ordered.indexOf.has(id);
    const gone = {
      ...(isGone(turnId) ? { turnId: null } : {}),
      ...(isGone(editing?.turnId) ? { editing: null } : {}),
      ...(isGone(passage?.turnId) ? { passage: null } : {}),
    };
    if (Object.keys(gone).length > 0) desk.store.setState(gone);
  }, [desk, ordered]);
}

/** Somebody came here for a turn: it is selected, and shown, as soon as it is there. */
function useWanted(desk: TranscriptDesk, ordered: OrderedTurns): void {
  const wantedId = useTranscriptChoice((state) => state.wantedTurnId);
  useEffect(() => {
    const turn = ordered.turns.find(({ id }) => id === wantedId);
    if (turn === undefined) return;
    useTranscriptChoice.setState({ wantedTurnId: null });
    desk.store.setState({ turnId: turn.id, wantsFocus: true });
  }, [desk, ordered, wantedId]);
}

/** Which turn the key means, while untimed text is aligned. */
function AlignBar({ desk }: { readonly desk: TranscriptDesk }): ReactElement | null {
  const { t } = useTranslation();
  const isAligning = useStore(desk.store, (state) => state.isAligning);
  const turnId = useStore(desk.store, (state) => state.turnId);
  useRows((rows) => rows.get('turn', turnId));
  const key = useCommandKeys('turn.align');
  if (!isAligning) return null;
  const turn = turnOf(desk, turnId);
  return (
    <div className={classes['align']} role="status">
      <span>
        {turn === undefined ? (
          t('transcript.align.done')
        ) : (
          <>
            {t('transcript.align.next', { key })} <q>{turn.body.slice(0, 80)}</q>
          </>
        )}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => toggleAligning(desk)}>
        {t('transcript.actions.stopAligning')}
      </Button>
    </div>
  );
}
