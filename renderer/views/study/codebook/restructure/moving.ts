import type { CodeRow } from '../../../../../shared/model/rows.ts';
import { client } from '../../../../api/client.ts';
import { actorNow } from '../../../../state/interface.ts';
import { orShow } from '../../../../state/notices.ts';
import { mirror, write } from '../../../../state/rows.ts';
import { announce } from '../../../../ui/announcer.tsx';
import { confirm } from '../../../../ui/ConfirmDialog.tsx';
import { t } from '../../../../ui/i18n.ts';
import type { CodeMove } from '../codeMoves.ts';
import { codingsAt, effectsOf, moveWords } from './effects.ts';

/**
 * Moves a code by key or by drop. Where that changes what counts include, it is said first; among its siblings, or
 * without any coding, it moves at once. Answers whether it moved.
 */
export async function moveCode(code: CodeRow, to: CodeMove, isAsked = true): Promise<boolean> {
  if (isAsked && to.parentId !== code.parentId) {
    const effects = await orShow(effectsOf({ kind: 'move', id: code.id, parentId: to.parentId }));
    if (effects === undefined) return false;
    if (codingsAt(effects) > 0) {
      const isMeant = await confirm({
        title: t('coding.book.moveAsk', { name: code.name }),
        text: [...moveWords(effects), t('coding.book.undoable')].join(' '),
        confirmLabel: t('coding.book.moveDo'),
      });
      if (!isMeant) return false;
    }
  }
  const done = await orShow(write(client.code.move({ id: code.id, ...to, actor: actorNow() })));
  if (done === undefined) return false;
  const parent = mirror.get('code', to.parentId);
  announce(
    parent === undefined
      ? t('codebook.movedTop', { name: code.name })
      : t('codebook.moved', { name: code.name, parent: parent.name }),
  );
  return true;
}
