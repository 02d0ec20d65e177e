import type { Change } from '../../shared/contract/changes.ts';
import { client } from '../api/client.ts';
import { flushDrafts } from '../state/drafts.ts';
import { actorNow } from '../state/interface.ts';
import { showFailure, tell } from '../state/notices.ts';
import { write } from '../state/rows.ts';
import { t } from '../ui/i18n.ts';
import { editName } from './editName.ts';

/**
 * Takes back the last step and says which it was. What is still being typed is saved first: otherwise it would be
 * saved just after, on top of what was meant to be taken back.
 */
async function step(direction: 'undo' | 'redo'): Promise<void> {
  await flushDrafts();
  const result = await write<Change>(client.history[direction]({ actor: actorNow() }));
  if (result.ok) {
    tell(
      t(`session.history.${direction === 'undo' ? 'undone' : 'redone'}`, {
        what: editName(result.value.name),
      }),
    );
    return;
  }
  if (result.failure.code === 'NOTHING_TO_UNDO' || result.failure.code === 'NOTHING_TO_REDO')
    tell(t(`failure.${result.failure.code}`));
  else showFailure(result.failure);
}

export function undo(): void {
  void step('undo');
}

export function redo(): void {
  void step('redo');
}
