import { Select } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import type { CodeId } from '../../../../shared/model/ids.ts';
import { codeTree, pathWords } from '../../../desk/session/model/codeTree.ts';
import { useRows } from '../../../state/rows.ts';

type Props = {
  readonly label: string;
  readonly value: CodeId | null;
  readonly onChange: (id: CodeId | null) => void;
  /** With everything below them these are not offered. */
  readonly without: CodeId;
  /** Offered above all codes, with the value null. */
  readonly top?: string;
};

const topValue = 'top';

/** One code of the whole codebook, found by any part of its path. */
export function CodeSelect({ label, value, onChange, without, top }: Props): ReactElement {
  const codes = useRows((rows) => rows.all('code'));
  const { options, idOf } = useMemo(() => {
    const tree = codeTree(codes);
    const from = tree.findIndex(({ code }) => code.id === without);
    const depth = tree[from]?.depth ?? 0;
    const after = tree.findIndex((node, index) => index > from && node.depth <= depth);
    const offered = tree.filter((_, index) => index < from || (after !== -1 && index >= after));
    return {
      options: offered.map((node) => ({ value: node.code.id, label: pathWords(node) })),
      idOf: new Map<string, CodeId>(offered.map(({ code }) => [code.id, code.id])),
    };
  }, [codes, without]);
  return (
    <Select
      label={label}
      data={top === undefined ? options : [{ value: topValue, label: top }, ...options]}
      value={value ?? (top === undefined ? null : topValue)}
      onChange={(chosen) => onChange(chosen === null ? null : (idOf.get(chosen) ?? null))}
      searchable
      // More could not be looked through; typing finds the rest.
      limit={60}
      allowDeselect={false}
      data-autofocus
    />
  );
}
