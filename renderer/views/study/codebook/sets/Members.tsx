import { MultiSelect } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Change } from '../../../../../shared/contract/changes.ts';
import { orShow } from '../../../../state/notices.ts';
import { write } from '../../../../state/rows.ts';

type Props<Id extends string> = {
  readonly label: string;
  readonly choices: readonly { readonly value: Id; readonly label: string }[];
  readonly chosen: ReadonlySet<Id>;
  readonly put: (id: Id) => PromiseLike<Change>;
  readonly take: (id: Id) => PromiseLike<Change>;
};

/** Some of many that belong together: each is put in or taken out as it is chosen. */
export function Members<Id extends string>({ label, choices, chosen, put, take }: Props<Id>): ReactElement {
  function settle(values: readonly string[]): void {
    const wanted = new Set(values);
    for (const { value } of choices) {
      if (wanted.has(value) === chosen.has(value)) continue;
      void orShow(write(wanted.has(value) ? put(value) : take(value)));
    }
  }
  return (
    <MultiSelect
      label={label}
      data={[...choices]}
      value={[...chosen]}
      onChange={settle}
      searchable
      // More could not be looked through; typing finds the rest.
      limit={60}
    />
  );
}
