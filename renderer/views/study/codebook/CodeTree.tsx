import { TextInput } from '@mantine/core';
import {
  type DragEvent,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  useDeferredValue,
  useId,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeId } from '../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { SearchIcon } from '../../../ui/icons.tsx';
import { useCodeTree } from '../../session/codes/useCodeTree.ts';
import { CodeTreeRow } from './CodeTreeRow.tsx';
import classes from './codebook.module.css';
import { type CodeMove, type Direction, type DropPlace, moveByDrop, moveByKey } from './codeMoves.ts';
import { moveCode } from './restructure/moving.ts';

type Props = {
  readonly codes: readonly CodeRow[];
  readonly chosenId: CodeId | null;
  readonly onChoose: (id: CodeId) => void;
  /** Enter on a code: on to its fields. */
  readonly onEnter: () => void;
  readonly children?: ReactNode;
};

const rowRem = 2.125;
const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowRight: 'in',
  ArrowLeft: 'out',
};

/** Upper quarter: above; lower quarter: below; between: inside. */
function placeOf(event: DragEvent<HTMLElement>): DropPlace {
  const { top, height } = event.currentTarget.getBoundingClientRect();
  const part = (event.clientY - top) / height;
  if (part < 0.25) return 'before';
  return part > 0.75 ? 'after' : 'inside';
}

/** The tree, as the tree pattern has it: arrows walk, Alt with arrows moves the code itself, and so does the mouse. */
export function CodeTree({ codes, chosenId, onChoose, onEnter }: Props): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const [text, setText] = useState('');
  const [dragged, setDragged] = useState<CodeId | null>(null);
  const [drop, setDrop] = useState<{ id: CodeId; place: DropPlace } | null>(null);
  const filter = useRef<HTMLInputElement>(null);
  const { shown, isFiltered, active, places, isOpen, setOpen, walk, scroller, rows } = useCodeTree(codes, {
    text: useDeferredValue(text),
    rowRem,
    activeId: chosenId,
    onActive: ({ code }) => onChoose(code.id),
  });

  async function move(code: CodeRow | undefined, to: CodeMove | null): Promise<void> {
    if (code === undefined || to === null) return;
    await moveCode(code, to);
    scroller.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const direction = directions[event.key];
    if (event.altKey && direction !== undefined) {
      event.preventDefault();
      if (active !== undefined) void move(active.code, moveByKey(codes, active.code.id, direction));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (event.key === 'Enter' && active !== undefined) {
      onChoose(active.code.id);
      onEnter();
    } else if (event.key === 'ArrowUp' && active === shown[0]) filter.current?.focus();
    else if (!walk(event)) return;
    event.preventDefault();
  }

  function onDrop(event: DragEvent<HTMLElement>, target: CodeRow): void {
    const code = codes.find((each) => each.id === dragged);
    if (code === undefined) return;
    event.preventDefault();
    void move(code, moveByDrop(codes, code.id, target.id, placeOf(event)));
  }

  function onDragOver(event: DragEvent<HTMLElement>, target: CodeRow): void {
    if (dragged === null) return;
    const where = placeOf(event);
    if (moveByDrop(codes, dragged, target.id, where) === null) {
      setDrop(null);
      return;
    }
    event.preventDefault();
    if (drop?.id !== target.id || drop.place !== where) setDrop({ id: target.id, place: where });
  }

  return (
    <div className={classes['treeBox']}>
      <TextInput
        ref={filter}
        aria-label={t('coding.book.find')}
        placeholder={t('coding.book.find')}
        leftSection={<SearchIcon />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && text !== '') setText('');
          else if (event.key === 'ArrowDown' || event.key === 'Enter') {
            const first = shown[0];
            if (first !== undefined && chosenId === null) onChoose(first.code.id);
            scroller.current?.focus();
          } else return;
          event.preventDefault();
        }}
      />
      {isFiltered && shown.length === 0 && <p className={classes['none']}>{t('coding.book.noneFits')}</p>}
      <div
        ref={scroller}
        role="tree"
        aria-label={t('codebook.tree')}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight"
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.code.id}`}
        tabIndex={0}
        className={classes['tree']}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" className={classes['rows']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, size }) => {
            const node = shown[index];
            if (node === undefined) return null;
            const { code } = node;
            return (
              <CodeTreeRow
                key={code.id}
                id={`${id}-${code.id}`}
                node={node}
                place={places.get(code.id)}
                topPx={start}
                heightPx={size}
                isOpen={isOpen(node)}
                isChosen={code.id === chosenId}
                isActive={node === active}
                isDragged={code.id === dragged}
                drop={drop?.id === code.id ? drop.place : null}
                onChoose={() => onChoose(code.id)}
                onFold={() => setOpen(node, !isOpen(node))}
                onDragStart={() => setDragged(code.id)}
                onDragEnd={() => {
                  setDragged(null);
                  setDrop(null);
                }}
                onDragOver={(event) => onDragOver(event, code)}
                onDrop={(event) => onDrop(event, code)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
