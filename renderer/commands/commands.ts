import { currentDesk, currentFind, currentInterview, currentRecall } from '../desk/current.ts';
import { afterTurns, afterWaiting, nowMs } from '../desk/session/desk.ts';
import { t } from '../ui/i18n.ts';
import { appCommands } from './appCommands.ts';
import { codingCommands } from './codingCommands.ts';
import type { Command, CommandId } from './command.ts';
import { deskCommands } from './deskCommands.ts';
import { findCommands } from './findCommands.ts';
import { interviewCommands } from './interviewCommands.ts';
import { memoCommands } from './memoCommands.ts';
import { recallCommands } from './recallCommands.ts';
import { transcriptCommands } from './transcriptCommands.ts';

/** The one list that menu, palette, keys, context menus and tests read. */
export const allCommands: readonly Command[] = [
  ...appCommands,
  ...deskCommands,
  ...codingCommands,
  ...memoCommands,
  ...transcriptCommands,
  ...findCommands,
  ...recallCommands,
  ...interviewCommands,
];

const byId = new Map<string, Command>(allCommands.map((command) => [command.id, command]));

export function commandOf(id: string): Command | undefined {
  return byId.get(id);
}

export function labelOf(id: CommandId): string {
  return t(`commands.${id}`);
}

/** How to run it now, at an instant of playback; null when its screen is not there or it makes no sense now. */
function runnerOf(command: Command): ((atMs: number) => void) | null {
  switch (command.scope) {
    case 'app':
      return (command.when?.() ?? true) ? (atMs) => command.run({ atMs }) : null;
    case 'desk': {
      const desk = currentDesk();
      if (desk === null || command.when?.(desk) === false) return null;
      if (command.isOfSelection) return (atMs) => afterTurns(desk, () => command.run(desk, { atMs }));
      if (command.isOfPlayhead) return (atMs) => afterWaiting(desk, () => command.run(desk, { atMs }));
      return (atMs) => command.run(desk, { atMs });
    }
    case 'recall':
      return runnerOn(currentRecall(), command);
    case 'interview':
      return runnerOn(currentInterview(), command);
    case 'find':
      return runnerOn(currentFind(), command);
  }
}

function runnerOn<On>(
  on: On | null,
  command: {
    readonly when?: (on: On) => boolean;
    readonly run: (on: On, invocation: { readonly atMs: number }) => void;
  },
): ((atMs: number) => void) | null {
  if (on === null || command.when?.(on) === false) return null;
  return (atMs) => command.run(on, { atMs });
}

export function isAvailable(command: Command): boolean {
  return runnerOf(command) !== null;
}

/** Runs it if it can be run now; `atMs` is where playback stood when it was asked for. */
export function run(command: Command, atMs: number): boolean {
  const runner = runnerOf(command);
  runner?.(atMs);
  return runner !== null;
}

/** Where playback stands, on whichever screen has any. */
export function playbackMs(): number {
  const desk = currentDesk();
  return desk === null ? (currentRecall()?.player?.nowMs() ?? 0) : nowMs(desk);
}

/** For buttons and menus. */
export function runById(id: CommandId): void {
  const atMs = playbackMs();
  const command = commandOf(id);
  if (command !== undefined) run(command, atMs);
}
