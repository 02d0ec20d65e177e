import { applyCode } from '../desk/coding/applying.ts';
import { currentDesk } from '../desk/current.ts';
import { recordingNow } from '../desk/session/desk.ts';
import { codeTree } from '../desk/session/model/codeTree.ts';
import { mirror } from '../state/rows.ts';
import { t } from '../ui/i18n.ts';
import { scoreOf } from '../ui/match.ts';
import { appCommands } from './appCommands.ts';
import type { Chord } from './chord.ts';
import { codingCommands } from './codingCommands.ts';
import { isAvailable, labelOf, run } from './commands.ts';
import { deskCommands } from './deskCommands.ts';
import { findCommands } from './findCommands.ts';
import { interviewCommands } from './interviewCommands.ts';
import { useKeys } from './keyChoices.ts';
import { keysOf } from './keymap.ts';
import { memoCommands } from './memoCommands.ts';
import { recallCommands } from './recallCommands.ts';

export type PaletteItem = {
  readonly key: string;
  readonly label: string;
  readonly chord: Chord | undefined;
  readonly run: (atMs: number) => void;
};

/** What can be done now, the desk's own first; at a desk with a recording every code. */
export function paletteItems(): readonly PaletteItem[] {
  const { choices } = useKeys.getState();
  const items: PaletteItem[] = [
    ...recallCommands,
    ...interviewCommands,
    ...deskCommands,
    ...codingCommands,
    ...findCommands,
    ...memoCommands,
    ...appCommands,
  ]
    .filter((command) => command.id !== 'palette.open' && isAvailable(command))
    .map((command) => ({
      key: command.id,
      label: labelOf(command.id),
      chord: keysOf(command, choices)[0],
      run: (atMs) => void run(command, atMs),
    }));
  const desk = currentDesk();
  if (desk === null || recordingNow(desk) === undefined) return items;
  for (const { code, path } of codeTree(mirror.all('code'))) {
    if (!code.isCodable || code.isRetired) continue;
    items.push({
      key: code.id,
      label: t('commands.code.apply', { name: [...path, code.name].join(' › ') }),
      chord: code.key?.toUpperCase(),
      run: (atMs) => void applyCode(desk, code.id, atMs),
    });
  }
  return items;
}

/** Best first; in their own order where they scoreOf equally well. */
export function rank(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  return items
    .map((item) => ({ item, score: scoreOf(query, item.label) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ item }) => item);
}
