import { t } from '../ui/i18n.ts';
import { afterTurns, nowMs } from '../views/session/desk/desk.ts';
import { appCommands } from './appCommands.ts';
import { codingCommands } from './codingCommands.ts';
import type { Command, CommandId } from './command.ts';
import { currentDesk } from './currentDesk.ts';
import { currentRecall } from './currentRecall.ts';
import { deskCommands } from './deskCommands.ts';
import { recallCommands } from './recallCommands.ts';
import { transcriptCommands } from './transcriptCommands.ts';

/** The one list that menu, palette, keys, context menus and tests read. */
export const allCommands: readonly Command[] = [
  ...appCommands,
  ...deskCommands,
  ...codingCommands,
  ...transcriptCommands,
  ...recallCommands,
];

const byId = new Map<string, Command>(allCommands.map((command) => [command.id, command]));

export function commandOf(id: string): Command | undefined {
  return byId.get(id);
}

export function labelOf(id: CommandId): string {
  return t(`commands.${id}`);
}

export function isAvailable(command: Command): boolean {
  if (command.scope === 'app') return command.when?.() ?? true;
  if (command.scope === 'recall') {
    const recall = currentRecall();
    return recall !== null && (command.when?.(recall) ?? true);
  }
  const desk = currentDesk();
  return desk !== null && (command.when?.(desk) ?? true);
}

/** Runs it if it can be run now; `atMs` is where playback stood when it was asked for. */
export function run(command: Command, atMs: number): boolean {
  if (!isAvailable(command)) return false;
  if (command.scope === 'app') command.run({ atMs });
  else if (command.scope === 'recall') {
    const recall = currentRecall();
    if (recall === null) return false;
    command.run(recall, { atMs });
  } else {
    const desk = currentDesk();
    if (desk === null) return false;
    if (command.isOfSelection) afterTurns(desk, () => command.run(desk, { atMs }));
    else command.run(desk, { atMs });
  }
  return true;
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
