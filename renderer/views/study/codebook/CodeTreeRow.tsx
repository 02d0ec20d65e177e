import type { DragEvent, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeNode } from '../../../desk/session/model/codeTree.ts';
import { ChevronDownIcon, ChevronRightIcon } from '../../../ui/icons.tsx';
import classes from './codebook.module.css';
import type { DropPlace } from './codeMoves.ts';

type Props = {
  readonly id: string;
  readonly node: CodeNode;
  readonly place: { readonly place: number; readonly of: number } | undefined;
  readonly topPx: number;
  readonly heightPx: number;
  readonly isOpen: boolean;
  readonly isChosen: boolean;
  readonly isActive: boolean;
  readonly isDragged: boolean;
  readonly drop: DropPlace | null;
  readonly onChoose: () => void;
  readonly onFold: () => void;
  readonly onDragStart: () => void;
  readonly onDragEnd: () => void;
  readonly onDragOver: (event: DragEvent<HTMLElement>) => void;
  readonly onDrop: (event: DragEvent<HTMLElement>) => void;
};

/** A code of the editor's tree: dragged by the mouse, chosen by a click; the keys are the tree's own. */
export function CodeTreeRow(props: Props): ReactElement {
  const { id, node, place, topPx, heightPx, isOpen, isChosen, isActive, isDragged, drop } = props;
  const { t } = useTranslation();
  const { code, depth, hasChildren } = node;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus (aria-activedescendant).
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree works by keyboard as a whole.
    <div
      id={id}
      role="treeitem"
      aria-level={depth + 1}
      aria-posinset={place?.place}
      aria-setsize={place?.of}
      aria-selected={isChosen}
      {...(hasChildren ? { 'aria-expanded': isOpen } : {})}
      className={classes['node']}
      style={{ top: topPx, height: heightPx, paddingInlineStart: `${0.25 + depth * 1.25}rem` }}
      data-active={isActive || undefined}
      data-drop={drop ?? undefined}
      data-dragged={isDragged || undefined}
      draggable
      onClick={props.onChoose}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData('text/plain', code.name);
        props.onDragStart();
      }}
      onDragEnd={props.onDragEnd}
      onDragOver={props.onDragOver}
      onDrop={props.onDrop}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows left and right do the same. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above. */}
      <span
        className={classes['fold']}
        onClick={(event) => {
          if (!hasChildren) return;
          event.stopPropagation();
          props.onFold();
        }}
      >
        {hasChildren && (isOpen ? <ChevronDownIcon size="0.9em" /> : <ChevronRightIcon size="0.9em" />)}
      </span>
      <span className={classes['swatch']} style={{ background: code.color }} aria-hidden="true" />
      <span className={classes['name']} data-heading={!code.isCodable} title={code.name}>
        {code.name}
      </span>
      {code.isRetired && <span className={classes['badge']}>{t('coding.book.retired')}</span>}
      {!code.isCodable && !hasChildren && (
        <span className={classes['badge']}>{t('coding.book.heading')}</span>
      )}
      {code.key !== null && <kbd className={classes['key']}>{code.key.toUpperCase()}</kbd>}
    </div>
  );
}
