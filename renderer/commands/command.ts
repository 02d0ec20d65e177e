import type { Reel } from '../desk/find/reel.ts';
import type { InterviewDesk } from '../desk/interview/desk.ts';
import type { Desk } from '../desk/session/desk.ts';
import type { Recall } from '../recall/recall.ts';
import type { commands } from '../ui/catalogue/commands.ts';
import type { Chord } from './chord.ts';

type Catalogue = typeof commands;
/** `noun.verb`: the command's place in the catalogue, where its label is. */
export type CommandId = {
  [Noun in keyof Catalogue]: `${Noun}.${keyof Catalogue[Noun] & string}`;
}[keyof Catalogue];

export const commandGroups = [
  'playback',
  'marking',
  'moments',
  'coding',
  'memos',
  'transcript',
  'timeline',
  'find',
  'recall',
  'interview',
  'study',
  'help',
] as const;
export type CommandGroup = (typeof commandGroups)[number];

/**
 * Whether Undo takes it back. `journaled`: it writes through the core and is one undo step. `view`: it changes only
 * what is looked at or heard. `history`: it is undo or redo. `outside`: it makes something outside the study (a file).
 */
export type UndoPolicy = 'journaled' | 'view' | 'history' | 'outside';

/** Where playback stood when the key went down or the item was chosen, in ms; 0 where nothing plays. */
export type Invocation = { readonly atMs: number };

type Common = {
  readonly id: CommandId;
  readonly group: CommandGroup;
  /** Defaults; a person can change them. */
  readonly keys: readonly Chord[];
  readonly undo: UndoPolicy;
  /** Its chords that type nothing work in text fields too. */
  readonly isWhileTyping?: true;
  /** Goes on while the key is held. */
  readonly isRepeating?: true;
};

/** Works on every screen. */
export type AppCommand = Common & {
  readonly scope: 'app';
  readonly when?: () => boolean;
  readonly run: (invocation: Invocation) => void;
};

/** Works while a session is on screen. */
export type DeskCommand = Common & {
  readonly scope: 'desk';
  /** It means the selected moment: pressed right after M, the one that M is still making. */
  readonly isOfSelection?: true;
  /** It means where playback stands: pressed right after one that waits, where that one went. */
  readonly isOfPlayhead?: true;
  readonly when?: (desk: Desk) => boolean;
  readonly run: (desk: Desk, invocation: Invocation) => void;
};

/** Works while a recall interview is held. */
export type RecallCommand = Common & {
  readonly scope: 'recall';
  readonly when?: (recall: Recall) => boolean;
  readonly run: (recall: Recall, invocation: Invocation) => void;
};

/** Works on the desk of a recall interview that was held. */
export type InterviewCommand = Common & {
  readonly scope: 'interview';
  readonly when?: (desk: InterviewDesk) => boolean;
  readonly run: (desk: InterviewDesk, invocation: Invocation) => void;
};

/** Works where things are searched for and queried. */
export type FindCommand = Common & {
  readonly scope: 'find';
  readonly when?: (reel: Reel) => boolean;
  readonly run: (reel: Reel, invocation: Invocation) => void;
};

export type Command = AppCommand | DeskCommand | RecallCommand | InterviewCommand | FindCommand;
