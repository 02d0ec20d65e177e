import { currentDesk } from '../desk/current.ts';
import { nowMs } from '../desk/session/desk.ts';
import { beginTranscript } from '../desk/transcript/beginning.ts';
import { showTranscriptPanel, useTranscriptChoice } from '../desk/transcript/choice.ts';
import {
  addTurn,
  alignHere,
  joinWithBefore,
  setChecked,
  setSpeakerAt,
  splitTurn,
  toggleAligning,
} from '../desk/transcript/editing.ts';
import { wantPalette } from '../desk/transcript/palette.ts';
import { makeMoment } from '../desk/transcript/passages.ts';
import {
  currentTranscript,
  edit,
  neighbourOf,
  seekTurn,
  type TranscriptDesk,
  turnAtHand,
} from '../desk/transcript/transcriptDesk.ts';
import { mirror } from '../state/rows.ts';
import { chooseTranscripts } from '../state/transcriptImports.ts';
import type { AppCommand, CommandId } from './command.ts';

/** As far as transcription programs jump back when one key is pressed. */
const backMs = 2000;

const shared = { scope: 'app', group: 'transcript' } as const;

type Made = Pick<AppCommand, 'keys' | 'undo' | 'isRepeating'> & {
  readonly id: CommandId;
  readonly isFor?: (desk: TranscriptDesk) => boolean;
  readonly does: (desk: TranscriptDesk, atMs: number) => void;
};

/** Works on the transcript on screen, also while its text is typed. */
function onTranscript({ isFor = () => true, does, ...rest }: Made): AppCommand {
  const found = (): TranscriptDesk | null => {
    const desk = currentTranscript();
    return desk !== null && isFor(desk) ? desk : null;
  };
  return {
    ...shared,
    ...rest,
    isWhileTyping: true,
    when: () => found() !== null,
    run: ({ atMs }) => {
      const desk = found();
      // The instant of the press is known where a session is on the desk; an interview's sound is asked now.
      if (desk !== null) does(desk, currentDesk() === null ? (desk.player?.nowMs() ?? 0) : atMs);
    },
  };
}

const isAtHand = (desk: TranscriptDesk): boolean => turnAtHand(desk) !== undefined;
const hasPassage = (desk: TranscriptDesk): boolean => desk.store.getState().passage !== null;
const hasPlayer = (desk: TranscriptDesk): boolean => desk.player !== null;

function goTo(desk: TranscriptDesk, by: -1 | 1): void {
  const { editing } = desk.store.getState();
  const turn = neighbourOf(desk, turnAtHand(desk), by);
  if (turn === undefined) return;
  if (editing === null) seekTurn(desk, turn);
  else edit(desk, turn.id);
}

const withRecording = (): boolean => mirror.get('recording', recordingId()) !== undefined;
const recordingId = (): string | null => currentDesk()?.store.getState().recordingId ?? null;

export const transcriptCommands: readonly AppCommand[] = [
  {
    ...shared,
    id: 'transcript.show',
    keys: ['Shift+T'],
    undo: 'view',
    when: () => currentDesk() !== null,
    run: () => showTranscriptPanel(!useTranscriptChoice.getState().isShown),
  },
  {
    ...shared,
    id: 'transcript.import',
    keys: [],
    undo: 'journaled',
    when: withRecording,
    run: () => {
      const recording = mirror.get('recording', recordingId());
      if (recording !== undefined)
        void chooseTranscripts({ sessionId: recording.sessionId, recordingId: recording.id });
    },
  },
  {
    ...shared,
    id: 'transcript.create',
    keys: [],
    undo: 'journaled',
    when: withRecording,
    run: () => {
      const recording = mirror.get('recording', recordingId());
      const desk = currentDesk();
      if (recording !== undefined && desk !== null) void beginTranscript(recording, nowMs(desk));
    },
  },
  onTranscript({
    id: 'transcript.back',
    keys: ['F9'],
    undo: 'view',
    isRepeating: true,
    isFor: hasPlayer,
    does: ({ player }, atMs) => player?.seek(Math.max(0, atMs - backMs)),
  }),
  onTranscript({ id: 'transcript.align', keys: [], undo: 'view', does: toggleAligning }),
  onTranscript({
    id: 'turn.align',
    keys: ['F8', 'Mod+B'],
    undo: 'journaled',
    isFor: (desk) => isAtHand(desk) && hasPlayer(desk),
    does: (desk, atMs) => void alignHere(desk, atMs),
  }),
  onTranscript({
    id: 'turn.next',
    keys: ['Mod+ArrowDown'],
    undo: 'view',
    isRepeating: true,
    does: (desk) => goTo(desk, 1),
  }),
  onTranscript({
    id: 'turn.previous',
    keys: ['Mod+ArrowUp'],
    undo: 'view',
    isRepeating: true,
    does: (desk) => goTo(desk, -1),
  }),
  onTranscript({
    id: 'turn.edit',
    keys: ['Shift+W'],
    undo: 'view',
    isFor: isAtHand,
    does: (desk) => {
      const turn = turnAtHand(desk);
      if (turn !== undefined) edit(desk, turn.id);
    },
  }),
  onTranscript({
    id: 'turn.add',
    keys: ['Mod+Shift+Enter'],
    undo: 'journaled',
    does: (desk) => void addTurn(desk),
  }),
  onTranscript({
    id: 'turn.split',
    keys: ['Mod+Alt+Enter'],
    undo: 'journaled',
    isFor: ({ caret }) => caret !== null,
    does: (desk) => {
      const turn = turnAtHand(desk);
      if (turn !== undefined && desk.caret !== null) void splitTurn(desk, turn.id, desk.caret());
    },
  }),
  onTranscript({
    id: 'turn.join',
    keys: ['Mod+Shift+Backspace'],
    undo: 'journaled',
    isFor: isAtHand,
    does: (desk) => {
      const turn = turnAtHand(desk);
      if (turn !== undefined) void joinWithBefore(desk, turn.id);
    },
  }),
  onTranscript({
    id: 'turn.check',
    keys: ['Shift+V'],
    undo: 'journaled',
    isFor: (desk) => turnAtHand(desk)?.isMachineMade === true,
    does: (desk) => {
      const turn = turnAtHand(desk);
      if (turn !== undefined) void setChecked([turn.id], !turn.isChecked).then(() => goTo(desk, 1));
    },
  }),
  ...(['1', '2', '3', '4', '5', '6'] as const).map((digit) =>
    onTranscript({
      id: `turn.speaker${digit}`,
      keys: [`Mod+${digit}`],
      undo: 'journaled',
      isFor: isAtHand,
      does: (desk) => setSpeakerAt(desk, Number(digit) - 1),
    }),
  ),
  onTranscript({
    id: 'passage.makeMoment',
    keys: ['Mod+Shift+M'],
    undo: 'journaled',
    isFor: hasPassage,
    does: makeMoment,
  }),
  onTranscript({
    id: 'passage.code',
    keys: ['Mod+Shift+Y'],
    undo: 'view',
    isFor: hasPassage,
    does: wantPalette,
  }),
];
