import { Button, Group, Modal } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeId } from '../../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../../shared/model/rows.ts';
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
    <Modal
      opened
      onClose={onClose}
      title={t('coding.book.moveTitle', { name: code.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
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
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button disabled={parentId === code.parentId} onClick={() => void move()}>
          {t('coding.book.moveDo')}
        </Button>
      </Group>
    </Modal>
  );
}
