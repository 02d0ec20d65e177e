import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactElement, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import { Keys } from '../../../commands/Keys.tsx';
import { useRows } from '../../../state/rows.ts';
import { CheckIcon, ChevronDownIcon, ChevronRightIcon, SearchIcon } from '../../../ui/icons.tsx';
import { CodeDot } from '../CodeDot.tsx';
import { type CodeNode, codeTree, filterTree } from '../model/codeTree.ts';
import classes from './CodeTree.module.css';

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

/** The codebook as a tree to choose from, by pointer, by arrows, or by typing a part of a name and Enter. */
export function CodeTree(props: Props): ReactElement {
  const { label, chosen, onToggle, isEveryChoosable = false, maxRows, onFocusable, onLeave } = props;
  const { t } = useTranslation();
  const codes = useRows((rows) => rows.all('code'));
  const tree = useMemo(() => codeTree(codes), [codes]);
  const [text, setText] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [activeId, setActiveId] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const isFiltered = text.trim() !== '';
  const found = useMemo(() => filterTree(tree, text), [tree, text]);
  const shown = useMemo(() => (isFiltered ? found : open(found, closed)), [isFiltered, found, closed]);
  const active = shown.find(({ code }) => code.id === activeId) ?? shown[0];
  const canChoose = (node: CodeNode): boolean =>
    isEveryChoosable || (node.code.isCodable && !node.code.isRetired);

  useEffect(() => {
    onFocusable?.(() => input.current?.focus());
    return () => onFocusable?.(null);
  }, [onFocusable]);

  const setOpen = (node: CodeNode, isOpen: boolean): void => {
    const next = new Set(closed);
    if (isOpen) next.delete(node.code.id);
    else next.add(node.code.id);
    setClosed(next);
  };
  const goTo = (node: CodeNode | undefined): void => {
    if (node === undefined) return;
    setActiveId(node.code.id);
    document.getElementById(`${id}-${node.code.id}`)?.scrollIntoView({ block: 'nearest' });
  };
  const leave = (event: KeyboardEvent): boolean => {
    if (event.key !== 'Escape' || onLeave === undefined) return false;
    event.preventDefault();
    setText('');
    onLeave();
    return true;
  };
  const onTreeKey = (event: KeyboardEvent): void => {
    if (leave(event) || active === undefined) return;
    const at = shown.indexOf(active);
    switch (event.key) {
      case 'ArrowDown':
        goTo(shown[at + 1]);
        break;
      case 'ArrowUp':
        if (at === 0) input.current?.focus();
        else goTo(shown[at - 1]);
        break;
      case 'Home':
        goTo(shown[0]);
        break;
      case 'End':
        goTo(shown.at(-1));
        break;
      case 'ArrowRight':
        if (active.hasChildren) setOpen(active, true);
        break;
      case 'ArrowLeft':
        if (active.hasChildren && !closed.has(active.code.id)) setOpen(active, false);
        else goTo(shown.slice(0, at).findLast(({ depth }) => depth < active.depth));
        break;
      case 'Enter':
      case ' ':
        if (canChoose(active)) onToggle(active.code);
        break;
      default:
        return;
    }
    event.preventDefault();
  };
  const onFilterKey = (event: KeyboardEvent): void => {
    if (leave(event)) return;
    const first = found.find((node) => canChoose(node) && fits(node, text));
    if (event.key === 'ArrowDown') list.current?.focus();
    else if (event.key === 'Enter' && isFiltered && first !== undefined) {
      onToggle(first.code);
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
      {shown.length === 0 && <p className={classes['none']}>{t('session.inspector.noCodeFits')}</p>}
      <div
        ref={list}
        role="tree"
        aria-label={label}
        aria-multiselectable
        tabIndex={shown.length === 0 ? -1 : 0}
        aria-activedescendant={active === undefined ? undefined : `${id}-${active.code.id}`}
        className={classes['tree']}
        style={maxRows === undefined ? {} : { maxHeight: `${maxRows * 2.125}rem` }}
        onKeyDown={onTreeKey}
      >
        {shown.map((node) => {
          const { code, depth, hasChildren } = node;
          const isOpen = isFiltered || !closed.has(code.id);
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus (aria-activedescendant).
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree works by keyboard as a whole.
            <div
              key={code.id}
              id={`${id}-${code.id}`}
              role="treeitem"
              aria-level={depth + 1}
              aria-selected={chosen.has(code.id)}
              {...(hasChildren ? { 'aria-expanded': isOpen } : {})}
              data-active={node === active || undefined}
              data-group={!canChoose(node) || undefined}
              className={classes['item']}
              style={{ paddingInlineStart: `${0.25 + depth * 1.125}rem` }}
              onClick={() => {
                setActiveId(code.id);
                if (canChoose(node)) onToggle(code);
                else setOpen(node, !isOpen);
              }}
            >
              {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows left and right do the same. */}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above. */}
              <span
                className={classes['fold']}
                onClick={(event) => {
                  if (!hasChildren) return;
                  event.stopPropagation();
                  setOpen(node, !isOpen);
                }}
              >
                {hasChildren &&
                  (isOpen ? <ChevronDownIcon size="0.9em" /> : <ChevronRightIcon size="0.9em" />)}
              </span>
              {canChoose(node) && <CodeDot code={code} />}
              <span className={classes['name']} title={code.definition || undefined}>
                {code.name}
              </span>
              {chosen.has(code.id) && <CheckIcon size="1.1em" className={classes['check'] ?? ''} />}
              {code.key !== null && canChoose(node) && !isEveryChoosable && (
                <span className={classes['key']} aria-hidden="true">
                  <Keys chord={code.key.toUpperCase()} />
                </span>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Without what lies under a closed code. */
function open(nodes: readonly CodeNode[], closed: ReadonlySet<string>): readonly CodeNode[] {
  let below: number | null = null;
  return nodes.filter(({ code, depth }) => {
    if (below !== null && depth > below) return false;
    below = closed.has(code.id) ? depth : null;
    return true;
  });
}

function fits(node: CodeNode, text: string): boolean {
  return filterTree([{ ...node, depth: 0 }], text).length > 0;
}
