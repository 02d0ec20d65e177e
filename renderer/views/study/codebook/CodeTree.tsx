import { type DragEvent, type KeyboardEvent, type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeId } from '../../../../shared/model/ids.ts';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { client } from '../../../api/client.ts';
import { actorNow } from '../../../state/interface.ts';
import { orShow } from '../../../state/notices.ts';
import { write } from '../../../state/rows.ts';
import { announce } from '../../../ui/announcer.tsx';
import { codeTree } from '../../session/model/codeTree.ts';
import classes from './codebook.module.css';
import { type CodeMove, type Direction, type DropPlace, moveByDrop, moveByKey } from './codeMoves.ts';

type Props = {
  readonly codes: readonly CodeRow[];
  readonly chosenId: CodeId | null;
  readonly onChoose: (id: CodeId) => void;
};

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

/**
 * The tree, as the tree pattern has it: arrows walk, Alt with arrows moves the code itself, and so does the mouse.
 * It is always open: what a codebook needs most is to be seen whole.
 */
export function CodeTree({ codes, chosenId, onChoose }: Props): ReactElement {
  const { t } = useTranslation();
  const nodes = codeTree(codes);
  const items = useRef(new Map<CodeId, HTMLElement>());
  const [dragged, setDragged] = useState<CodeId | null>(null);
  const [drop, setDrop] = useState<{ id: CodeId; place: DropPlace } | null>(null);
  const stopId = chosenId ?? nodes[0]?.code.id ?? null;

  async function move(code: CodeRow, to: CodeMove | null): Promise<void> {
    if (to === null) return;
    const done = await orShow(write(client.code.move({ id: code.id, ...to, actor: actorNow() })));
    if (done === undefined) return;
    const parent = codes.find(({ id }) => id === to.parentId);
    announce(
      parent === undefined
        ? t('codebook.movedTop', { name: code.name })
        : t('codebook.moved', { name: code.name, parent: parent.name }),
    );
    items.current.get(code.id)?.focus();
  }

  function walk(to: number): void {
    const id = nodes[Math.max(0, Math.min(nodes.length - 1, to))]?.code.id;
    if (id === undefined) return;
    onChoose(id);
    items.current.get(id)?.focus();
  }

  function onKeyDown(event: KeyboardEvent, code: CodeRow, place: number): void {
    const direction = directions[event.key];
    if (event.altKey && direction !== undefined) {
      event.preventDefault();
      void move(code, moveByKey(codes, code.id, direction));
      return;
    }
    const depth = nodes[place]?.depth ?? 0;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: place + 1,
      ArrowUp: place - 1,
      Home: 0,
      End: nodes.length - 1,
      ArrowRight: nodes[place]?.hasChildren === true ? place + 1 : place,
      ArrowLeft: nodes.findLastIndex((node, index) => index < place && node.depth < depth),
    };
    const to = steps[event.key];
    if (to === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (to >= 0) walk(to);
  }

  function onDrop(event: DragEvent<HTMLElement>, target: CodeRow): void {
    const code = codes.find(({ id }) => id === dragged);
    if (code === undefined) return;
    event.preventDefault();
    void move(code, moveByDrop(codes, code.id, target.id, placeOf(event)));
  }

  return (
    <div role="tree" aria-label={t('codebook.tree')} className={classes['tree']}>
      {nodes.map(({ code, depth, hasChildren }, place) => (
        <div
          key={code.id}
          ref={(element) => {
            if (element !== null) items.current.set(code.id, element);
            return () => {
              items.current.delete(code.id);
            };
          }}
          role="treeitem"
          aria-level={depth + 1}
          aria-selected={code.id === chosenId}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Alt+ArrowLeft Alt+ArrowRight"
          {...(hasChildren ? { 'aria-expanded': true } : {})}
          tabIndex={code.id === stopId ? 0 : -1}
          className={classes['node']}
          style={{ paddingInlineStart: `${0.75 + depth * 1.5}rem` }}
          data-drop={drop?.id === code.id ? drop.place : undefined}
          data-dragged={dragged === code.id || undefined}
          draggable
          onClick={() => onChoose(code.id)}
          onKeyDown={(event) => onKeyDown(event, code, place)}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move';
            event.dataTransfer.setData('text/plain', code.name);
            setDragged(code.id);
          }}
          onDragEnd={() => {
            setDragged(null);
            setDrop(null);
          }}
          onDragOver={(event) => {
            if (dragged === null) return;
            const where = placeOf(event);
            if (moveByDrop(codes, dragged, code.id, where) === null) {
              setDrop(null);
              return;
            }
            event.preventDefault();
            if (drop?.id !== code.id || drop.place !== where) setDrop({ id: code.id, place: where });
          }}
          onDrop={(event) => onDrop(event, code)}
        >
          <span className={classes['swatch']} style={{ background: code.color }} aria-hidden="true" />
          <span className={classes['name']} data-heading={!code.isCodable}>
            {code.name}
          </span>
          {code.key !== null && <kbd className={classes['key']}>{code.key.toUpperCase()}</kbd>}
        </div>
      ))}
    </div>
  );
}
