import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeId } from '../../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../../shared/model/rows.ts';
import { Dialog, DialogEnd } from '../../../../ui/Dialog.tsx';
import { CodeSelect } from '../CodeSelect.tsx';
import { Effects } from './Effects.tsx';
import { moveWords } from './effects.ts';
import { moveCode } from './moving.ts';

type Props = { readonly code: CodeRow; readonly onClose: () => void };

/** Moves a code anywhere in the tree, last among what is there: for trees too long to drag through. */
export function MoveDialog({ code, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const [parentId, setParent] = useState<CodeId | null>(code.parentId);

  async function move(): Promise<void> {
    // What it does stands above the button already.
    if (await moveCode(code, { parentId, before: null }, false)) onClose();
  }

  return (
    <Dialog onClose={onClose} title={t('coding.book.moveTitle', { name: code.name })}>
      <CodeSelect
        label={t('coding.book.chooseCode')}
        value={parentId}
        onChange={setParent}
        without={code.id}
        top={t('coding.book.top')}
      />
      <Effects
        change={parentId === code.parentId ? null : { kind: 'move', id: code.id, parentId }}
        words={moveWords}
      />
      <DialogEnd onCancel={onClose}>
        <Button disabled={parentId === code.parentId} onClick={() => void move()}>
          {t('coding.book.moveDo')}
        </Button>
      </DialogEnd>
    </Dialog>
  );
}
