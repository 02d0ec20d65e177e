import { TextInput } from '@mantine/core';
import {
  type KeyboardEvent,
  memo,
  type ReactElement,
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { Keys } from '../../../commands/Keys.tsx';
import { type CodeNode, filterTree, fitsText } from '../../../desk/session/model/codeTree.ts';
import { useRows } from '../../../state/rows.ts';
import { CheckIcon, ChevronDownIcon, ChevronRightIcon, SearchIcon } from '../../../ui/icons.tsx';
import { CodeDot } from '../CodeDot.tsx';
import classes from './CodeTree.module.css';
import { useCodeTree } from './useCodeTree.ts';

type Props = {
  readonly label: string;
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (code: CodeRow) => void;
  /** Also codes that only group others. */
  readonly isEveryChoosable?: boolean;
  readonly maxRows?: number;
  /** Takes a function that puts the focus into the filter. */
  readonly onFocusable?: (focus: (() => void) | null) => void;
  /** Escape: back to where one came from. Without it Escape is left to whatever the tree stands in. */
  readonly onLeave?: () => void;
};

const rowRem = 2.125;

/** The codebook as a tree to choose from, by pointer, by arrows, or by typing a part of a name and Enter. */
export const CodeTree = memo(function CodeTree(props: Props): ReactElement {
  const { label, chosen, onToggle, isEveryChoosable = false, maxRows = 12, onFocusable, onLeave } = props;
  const { t } = useTranslation();
  const codes = useRows((rows) => rows.all('code'));
  const [text, setText] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const { tree, shown, isFiltered, active, places, isOpen, setOpen, walk, scroller, rows } = useCodeTree(
    codes,
    {
      text: useDeferredValue(text),
      rowRem,
      activeId,
      onActive: ({ code }) => setActiveId(code.id),
    },
  );
  const canChoose = ({ code }: CodeNode): boolean => isEveryChoosable || (code.isCodable && !code.isRetired);

  useEffect(() => {
    onFocusable?.(() => input.current?.focus());
    return () => onFocusable?.(null);
  }, [onFocusable]);

  const leave = (event: KeyboardEvent): boolean => {
    if (event.key !== 'Escape' || onLeave === undefined) return false;
    event.preventDefault();
    setText('');
    onLeave();
    return true;
  };
  const onTreeKey = (event: KeyboardEvent): void => {
    if (leave(event) || active === undefined) return;
    if (event.key === 'ArrowUp' && active === shown[0]) input.current?.focus();
    else if (event.key === 'Enter' || event.key === ' ') {
      if (canChoose(active)) onToggle(active.code);
    } else if (!walk(event)) return;
    event.preventDefault();
  };
  const onFilterKey = (event: KeyboardEvent): void => {
    if (leave(event)) return;
    // Of what is typed now, which the rows may show a moment later.
    const first = (): CodeNode | undefined =>
      filterTree(tree, text).find((node) => canChoose(node) && fitsText(node.code, text));
    if (event.key === 'ArrowDown') scroller.current?.focus();
    else if (event.key === 'Enter' && text.trim() !== '') {
      const found = first();
      if (found === undefined) return;
      onToggle(found.code);
      setText('');
    } else return;
    event.preventDefault();
  };

  if (codes.length === 0) return <p className={classes['none']}>{t('session.inspector.noCodes')}</p>;
  return (
    <div>
      <TextInput
        ref={input}
        size="sm"
        aria-label={t('session.inspector.findCode')}
        placeholder={t('session.inspector.findCode')}
        leftSection={<SearchIcon />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onFilterKey}
        className={classes['filter'] ?? ''}
      />
      {isFiltered && shown.length === 0 && (
        <p className={classes['none']}>{t('session.inspector.noCodeFits')}</p>
      )}
      <div
        ref={scroller}
        role="tree"
        aria-label={label}
        aria-multiselectable
        tabIndex={shown.length === 0 ? -1 : 0}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.code.id}`}
        className={classes['tree']}
        style={{ maxHeight: `${maxRows * rowRem}rem` }}
        onKeyDown={onTreeKey}
      >
        <div role="presentation" className={classes['rows']} style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map(({ index, start, size }) => {
            const node = shown[index];
            if (node === undefined) return null;
            return (
              <Row
                key={node.code.id}
                id={`${id}-${node.code.id}`}
                node={node}
                place={places.get(node.code.id)}
                isOpen={isOpen(node)}
                isActive={node === active}
                isChosen={chosen.has(node.code.id)}
                canChoose={canChoose(node)}
                hasKey={!isEveryChoosable}
                style={{ top: start, height: size, paddingInlineStart: `${0.25 + node.depth * 1.125}rem` }}
                onFold={() => setOpen(node, !isOpen(node))}
                onClick={() => {
                  setActiveId(node.code.id);
                  if (canChoose(node)) onToggle(node.code);
                  else setOpen(node, !isOpen(node));
                }}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
});

type RowProps = {
  readonly id: string;
  readonly node: CodeNode;
  readonly place: { readonly place: number; readonly of: number } | undefined;
  readonly isOpen: boolean;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly canChoose: boolean;
  readonly hasKey: boolean;
  readonly style: { top: number; height: number; paddingInlineStart: string };
  readonly onFold: () => void;
  readonly onClick: () => void;
};

function Row(props: RowProps): ReactElement {
  const { id, node, place, isOpen, isActive, isChosen, canChoose, hasKey, style, onFold, onClick } = props;
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
      data-active={isActive || undefined}
      data-group={!canChoose || undefined}
      className={classes['item']}
      style={style}
      onClick={onClick}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows left and right do the same. */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above. */}
      <span
        className={classes['fold']}
        onClick={(event) => {
          if (!hasChildren) return;
          event.stopPropagation();
          onFold();
        }}
      >
        {hasChildren && (isOpen ? <ChevronDownIcon size="0.9em" /> : <ChevronRightIcon size="0.9em" />)}
      </span>
      {canChoose && <CodeDot code={code} />}
      <span className={classes['name']} title={code.definition || code.name}>
        {code.name}
      </span>
      {isChosen && <CheckIcon size="1.1em" className={classes['check'] ?? ''} />}
      {code.key !== null && canChoose && hasKey && (
        <span className={classes['key']} aria-hidden="true">
          <Keys chord={code.key.toUpperCase()} />
        </span>
      )}
    </div>
  );
}
