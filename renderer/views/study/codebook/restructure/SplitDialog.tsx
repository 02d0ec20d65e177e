import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodedThing } from '../../../../../shared/contract/coding.ts';
import type { CodeRow } from '../../../../../shared/model/rows.ts';
import { client } from '../../../../api/client.ts';
import { actorNow } from '../../../../state/interface.ts';
import { orShow } from '../../../../state/notices.ts';
import { mirror, write } from '../../../../state/rows.ts';
import { Dialog, DialogEnd } from '../../../../ui/Dialog.tsx';
import classes from '../codebook.module.css';
import { nextColor } from '../colors.ts';
import { SplitCodings } from './SplitCodings.tsx';

type Props = {
  readonly code: CodeRow;
  readonly things: readonly CodedThing[];
  readonly onClose: () => void;
};

/** Makes new codes of one, and says for each coding where it goes. */
export function SplitDialog({ code, things, onClose }: Props): ReactElement {
  const { t } = useTranslation();
  const [names, setNames] = useState<readonly string[]>(['', '']);
  const [place, setPlace] = useState<'beside' | 'inside'>('inside');
  /** Of codings that move, the new code's place in `names`. */
  const [goes, setGoes] = useState<ReadonlyMap<string, number>>(new Map());
  const named = names.map((name) => name.trim());
  const parts = named.flatMap((name, index) => (name === '' ? [] : [{ name, index }]));
  const moving = things.filter(({ id }) => named[goes.get(id) ?? -1]);

  async function split(): Promise<void> {
    // Each its own colour, and none that the codebook has much of.
    const codes = [...mirror.all('code')];
    const made = parts.map(({ name, index }) => {
      const color = nextColor(codes);
      codes.push({ ...code, color });
      const codingIds = things.flatMap(({ id }) => (goes.get(id) === index ? [id] : []));
      return { name, color, codingIds };
    });
    const done = await orShow(
      write(client.code.split({ id: code.id, place, parts: made, actor: actorNow() })),
    );
    if (done !== undefined) onClose();
  }

  return (
    <Dialog onClose={onClose} size="lg" title={t('coding.book.splitTitle', { name: code.name })}>
      <p className={classes['lead']}>{t('coding.book.splitHint')}</p>
      <div className={classes['parts']}>
        {names.map((name, index) => (
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place; none is ever taken out.
            key={index}
            label={t('coding.book.splitPart', { number: index + 1 })}
            value={name}
            maxLength={200}
            {...(index === 0 ? { 'data-autofocus': true } : {})}
            onChange={(event) => {
              const next = event.currentTarget.value;
              setNames(names.map((each, at) => (at === index ? next : each)));
            }}
          />
        ))}
        <Button variant="default" disabled={names.length >= 50} onClick={() => setNames([...names, ''])}>
          {t('coding.book.splitAdd')}
        </Button>
      </div>
      <SegmentedControl
        mt="md"
        aria-label={t('coding.book.splitPlace')}
        value={place}
        onChange={(value) => setPlace(value === 'beside' ? 'beside' : 'inside')}
        data={[
          { value: 'inside', label: t('coding.book.splitInside') },
          { value: 'beside', label: t('coding.book.splitBeside') },
        ]}
      />
      <SplitCodings
        code={code}
        things={things}
        parts={parts}
        goes={goes}
        onGo={(id, to) => {
          const next = new Map(goes);
          if (to === null) next.delete(id);
          else next.set(id, to);
          setGoes(next);
        }}
      />
      <ul className={classes['effects']} aria-live="polite">
        <li>{t('coding.book.effect.splitMoves', { count: moving.length })}</li>
        <li>
          {t('coding.book.effect.splitLeft', { count: things.length - moving.length, name: code.name })}
        </li>
        <li>{t('coding.book.undoable')}</li>
      </ul>
      <DialogEnd onCancel={onClose}>
        <Button disabled={parts.length === 0} onClick={() => void split()}>
          {t('coding.book.splitDo')}
        </Button>
      </DialogEnd>
    </Dialog>
  );
}
