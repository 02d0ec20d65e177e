import {
  type CSSProperties,
  type DragEvent,
  type ReactElement,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionRow } from '../../../shared/model/rows.ts';
import type { Desk } from '../../desk/session/desk.ts';
import { useLayout } from '../../desk/session/layout.ts';
import { askPerson } from '../../desk/session/person.ts';
import { useTranscriptChoice } from '../../desk/transcript/choice.ts';
import type { Player } from '../../player/types.ts';
import { addFiles, cancelImport, chooseAndAdd } from '../../state/importing.ts';
import { useImports } from '../../state/imports.ts';
import { useInterface } from '../../state/interface.ts';
import { mirror, useRows } from '../../state/rows.ts';
import { ImportList } from '../study/imports/ImportList.tsx';
import { ClipDialog } from './clips/ClipDialog.tsx';
import { DeskHeader } from './DeskHeader.tsx';
import classes from './DeskView.module.css';
import { DeskContext, useDesk, useDeskState } from './deskContext.ts';
import { Inspector } from './inspector/Inspector.tsx';
import { NoRecording } from './NoRecording.tsx';
import { PersonDialog } from './PersonDialog.tsx';
import { RecordingStage } from './RecordingStage.tsx';
import { Splitter } from './Splitter.tsx';
import { MomentsOrTranscript } from './transcript/MomentsOrTranscript.tsx';

type Props = { readonly desk: Desk; readonly session: SessionRow };

/** The desk: recording and timeline on the left, moments and the selected one on the right. */
export function DeskView({ desk, session }: Props): ReactElement {
  const [player, setPlayer] = useState<Player | null>(null);
  const value = useMemo(() => ({ desk, player }), [desk, player]);
  useAskOnce();
  useEffect(() => {
    desk.focus.set('import', () => void chooseAndAdd(desk.sessionId));
  }, [desk]);

  return (
    <DeskContext value={value}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's way; the Import command is everybody's. */}
      <div className={classes['desk']} onDragOver={allowFiles} onDrop={(event) => takeFiles(event, desk)}>
        <DeskHeader session={session} />
        <Body onPlayer={setPlayer} />
        <PersonDialog sessionId={session.id} />
        <ClipDialog />
      </div>
    </DeskContext>
  );
}

function allowFiles(event: DragEvent): void {
  if (event.dataTransfer.types.includes('Files')) event.preventDefault();
}

/** Files dropped anywhere on the desk are imported into its session; unhandled, the browser would leave for them. */
function takeFiles(event: DragEvent, desk: Desk): void {
  if (!event.dataTransfer.types.includes('Files')) return;
  event.preventDefault();
  const { recordingId } = desk.store.getState();
  void addFiles([...event.dataTransfer.files], desk.sessionId, recordingId);
}

/** Who is marking is asked when the desk is first opened by nobody, and not again by itself. */
function useAskOnce(): void {
  const isAsked = useRef(false);
  useEffect(() => {
    if (isAsked.current) return;
    isAsked.current = true;
    if (mirror.get('person', useInterface.getState().personId) === undefined) askPerson();
  }, []);
}

function Body({ onPlayer }: { readonly onPlayer: (player: Player | null) => void }): ReactElement {
  const { t } = useTranslation();
  const layout = useLayout();
  const part = useTranscriptChoice(({ isShown }) => (isShown ? 'transcriptPart' : 'listPart'));
  const recordingId = useDeskState((state) => state.recordingId);
  const recording = useRows((rows) => rows.get('recording', recordingId));
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--panel': `${layout.panelRem}rem`,
    '--list': `${layout[part] * 100}%`,
  };

  return (
    <div className={classes['body']} style={style} data-divided="panelRem">
      <main className={classes['main']} aria-label={t('session.desk')}>
        <Imports />
        {recording === undefined ? (
          <NoRecording />
        ) : (
          <RecordingStage
            key={`${recording.id} ${recording.checksum}`}
            recording={recording}
            onPlayer={onPlayer}
          />
        )}
      </main>
      <aside className={classes['panel']} aria-label={t('session.moments.title')} data-divided={part}>
        <Splitter
          part="panelRem"
          label={t('session.panel.resize')}
          orientation="vertical"
          direction={-1}
          valueAt={({ x, box }) => (box.width - x) / remPx()}
        />
        <MomentsOrTranscript recording={recording} />
        <Splitter
          part={part}
          label={t('session.panel.resizeList')}
          orientation="horizontal"
          direction={1}
          valueAt={({ y, box }) => y / box.height}
        />
        <Inspector />
      </aside>
    </div>
  );
}

/** Files on their way into the study, while there are any. One that has arrived here is seen on the desk itself. */
function Imports(): ReactElement | null {
  const desk = useDesk();
  const items = useImports((state) => state.items);
  useEffect(() => {
    for (const { id, phase, sessionId } of items)
      if (phase === 'done' && sessionId === desk.sessionId) void cancelImport(id);
  }, [items, desk]);
  if (items.length === 0) return null;
  return (
    <div className={classes['imports']}>
      <ImportList />
    </div>
  );
}

function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
