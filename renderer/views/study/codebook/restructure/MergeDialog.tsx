import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeId } from '../../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../../shared/model/rows.ts';
import { client } from '../../../../api/client.ts';
import { actorNow } from '../../../../state/interface.ts';
import { orShow } from '../../../../state/notices.ts';
import { write } from '../../../../state/rows.ts';
import { Dialog, DialogEnd } from '../../../../ui/Dialog.tsx';
import { CodeSelect } from '../CodeSelect.tsx';
import { Effects } from './Effects.tsx';
import { mergeWords } from './effects.ts';

type Props = {
  readonly code: CodeRow;
  readonly onClose: () => void;
  readonly onDone: (into: CodeId) => void;
};

/** Gives all that a code has to another one, and says before what becomes of its codings. */
export function MergeDialog({ code, onClose, onDone }: Props): ReactElement {
  const { t } = useTranslation();
  const [into, setInto] = useState<CodeId | null>(null);

  async function merge(): Promise<void> {
    if (into === null) return;
    const done = await orShow(write(client.code.merge({ id: code.id, into, actor: actorNow() })));
    if (done !== undefined) onDone(into);
  }

  return (
    <Dialog onClose={onClose} title={t('coding.book.mergeTitle', { name: code.name })}>
      <CodeSelect label={t('coding.book.chooseCode')} value={into} onChange={setInto} without={code.id} />
      <Effects change={into === null ? null : { kind: 'merge', id: code.id, into }} words={mergeWords} />
      <DialogEnd onCancel={onClose}>
        <Button disabled={into === null} onClick={() => void merge()}>
          {t('coding.book.mergeDo')}
        </Button>
      </DialogEnd>
    </Dialog>
  );
}
