import { ActionIcon, Button } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InstrumentItemId } from '../../../../shared/model/ids.ts';
import type { InstrumentItemRow, InstrumentRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { useRows, write } from '../../../state/rows.ts';
import { announce } from '../../../ui/announcer.tsx';
import { ChevronDownIcon, ChevronRightIcon, icon, PlusIcon } from '../../../ui/icons.tsx';
import { itemsOf } from '../../ratings/RatingForm.tsx';
import { ItemEditor } from './ItemEditor.tsx';
import classes from './instruments.module.css';
import { Problem } from './Problem.tsx';
import { useSaving } from './problems.ts';

const UpIcon = icon('M4.5 12.5 10 7l5.5 5.5');

type Props = {
  readonly instrument: InstrumentRow;
  /** Shown, and not to be changed. */
  readonly isFixed?: boolean;
};

/** The items in their order; one of them is open. */
export function ItemList({ instrument, isFixed = false }: Props): ReactElement {
  const { t } = useTranslation();
  const { id } = instrument;
  const items = useRows((rows) => itemsOf(rows, id));
  const [openId, setOpen] = useState<InstrumentItemId | null>(null);
  const list = useRef<HTMLOListElement>(null);
  const saving = useSaving();

  async function add(): Promise<void> {
    // The next item of a form mostly has the scale of the one before.
    const last = items.findLast(({ kind }) => kind === 'scale');
    const scale = { low: last?.low ?? 1, high: last?.high ?? 5, scaleStep: last?.step ?? 1 };
    const call = client.instrumentItem.add({
      instrumentId: id,
      label: t('instrument.newItem', { number: items.length + 1 }),
      kind: 'scale',
      ...scale,
      anchors: last?.anchors ?? [],
      subscale: last?.subscale ?? null,
      actor: actorNow(),
    });
    await saving.save(write(call, (made) => setOpen(made.id)));
  }

  async function move(item: InstrumentItemRow, by: -1 | 1): Promise<void> {
    const place = items.indexOf(item);
    const to = place + by;
    if (to < 0 || to >= items.length) return;
    const before = (by === -1 ? items[to] : items[to + 1])?.id ?? null;
    if (!(await saving.save(write(client.instrumentItem.move({ id: item.id, before, actor: actorNow() })))))
      return;
    announce(t('instrument.moved', { label: item.label, number: to + 1 }));
    // What is moved in the document loses the focus.
    list.current?.querySelector<HTMLElement>(`[data-item="${item.id}"]`)?.focus();
  }

  return (
    <section aria-label={t('instrument.items')}>
      <h3 className={classes['fieldTitle']}>{t('instrument.items')}</h3>
      <Problem text={saving.problem} />
      {items.length === 0 && <p className={classes['muted']}>{t('instrument.noItems')}</p>}
      <ol ref={list} className={classes['items']}>
        {items.map((item, place) => (
          <ItemLine
            key={item.id}
            item={item}
            number={place + 1}
            isFixed={isFixed}
            isOpen={item.id === openId}
            onToggle={() => setOpen(item.id === openId ? null : item.id)}
            onMove={(by) => void move(item, by)}
            subscales={instrument.subscales}
          />
        ))}
      </ol>
      {!isFixed && (
        <div className={classes['itemFoot']}>
          <Button variant="default" size="compact-md" leftSection={<PlusIcon />} onClick={() => void add()}>
            {t('instrument.addItem')}
          </Button>
          {items.length > 1 && <span className={classes['muted']}>{t('instrument.itemsHint')}</span>}
        </div>
      )}
    </section>
  );
}

type LineProps = {
  readonly item: InstrumentItemRow;
  readonly number: number;
  readonly isFixed: boolean;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly subscales: readonly string[];
};

function ItemLine({ item, number, isFixed, isOpen, onToggle, onMove, subscales }: LineProps): ReactElement {
  const { t } = useTranslation();
  const { id, label, kind, low, high, step, isReverse, subscale } = item;
  const facts =
    kind === 'text'
      ? [t('instrument.text')]
      : [
          t('instrument.scale', { low, high }),
          step === 0.5 ? t('instrument.halfPoints') : '',
          isReverse ? t('instrument.reversed') : '',
          subscale ?? '',
        ];
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (!event.altKey || by === 0 || isFixed) return;
    event.preventDefault();
    onMove(by);
  };
  const words = (
    <>
      <span className={classes['number']}>{number}</span>
      <span className={classes['lineName']}>{label}</span>
      <span className={classes['muted']}>{facts.filter(Boolean).join(' · ')}</span>
    </>
  );
  if (isFixed)
    return (
      <li className={classes['item']}>
        <span className={classes['itemHead']}>{words}</span>
      </li>
    );
  return (
    <li className={classes['item']} data-open={isOpen || undefined}>
      <div className={classes['itemBar']}>
        <button
          type="button"
          data-item={id}
          className={classes['itemHead']}
          aria-expanded={isOpen}
          aria-label={t('instrument.item', { number, label })}
          onClick={onToggle}
          onKeyDown={onKeyDown}
        >
          {isOpen ? <ChevronDownIcon size="1em" /> : <ChevronRightIcon size="1em" />}
          {words}
        </button>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('instrument.moveUp', { label })}
          disabled={number === 1}
          onClick={() => onMove(-1)}
        >
          <UpIcon />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('instrument.moveDown', { label })}
          onClick={() => onMove(1)}
        >
          <ChevronDownIcon />
        </ActionIcon>
      </div>
      {isOpen && <ItemEditor item={item} number={number} subscales={subscales} />}
    </li>
  );
}
