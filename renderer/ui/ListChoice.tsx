import {
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';

type Wanted<T> = {
  readonly found: readonly T[];
  /** Unlike any other's of the list; part of an id in the document. */
  readonly keyOf: (item: T) => string;
  readonly onChoose: (item: T) => void;
};

export type ListChoice<T> = Wanted<T> & {
  readonly active: T | undefined;
  /** The first one is at hand again: called when the words have changed. */
  readonly begin: () => void;
  /** Arrows go round the list, Enter chooses; true when the key was for the list. For any field that works it. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  /** What makes a text field the one that works the list. */
  readonly field: {
    readonly role: 'combobox';
    readonly 'aria-expanded': true;
    readonly 'aria-controls': string;
    readonly 'aria-activedescendant': string;
  };
  readonly list: RefObject<HTMLDivElement | null>;
  readonly idOf: (item: T) => string;
  readonly point: (item: T) => void;
};

/** A list below a text field that keeps the focus: its keys work the list (WAI-ARIA's combobox with a list always open). */
export function useListChoice<T>({ found, keyOf, onChoose }: Wanted<T>): ListChoice<T> {
  const [index, setIndex] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const listId = useId();
  const at = Math.min(index, found.length - 1);
  const active = found[at];
  const idOf = (item: T): string => `${listId}-${keyOf(item)}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the active row is found by its mark in the document.
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  return {
    found,
    keyOf,
    onChoose,
    active,
    list,
    idOf,
    begin: () => setIndex(0),
    point: (item) => setIndex(found.indexOf(item)),
    onKeyDown(event) {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (event.key === 'Enter' && active !== undefined) onChoose(active);
      else if (step !== 0 && found.length > 0) setIndex((at + step + found.length) % found.length);
      else return false;
      event.preventDefault();
      return true;
    },
    field: {
      role: 'combobox',
      'aria-expanded': true,
      'aria-controls': listId,
      'aria-activedescendant': active === undefined ? '' : idOf(active),
    },
  };
}

type Props<T> = {
  readonly choice: ListChoice<T>;
  readonly label: string;
  readonly className: string | undefined;
  readonly optionClassName: string | undefined;
  readonly children: (item: T) => ReactNode;
};

/** The list itself: by mouse, what is pointed at is at hand, and a click chooses it. */
export function ChoiceList<T>({
  choice,
  label,
  className,
  optionClassName,
  children,
}: Props<T>): ReactElement {
  const { found, keyOf, idOf, active, list, field, point, onChoose } = choice;
  return (
    <div ref={list} id={field['aria-controls']} role="listbox" aria-label={label} className={className}>
      {found.map((item) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field above works the list by keyboard.
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text field (aria-activedescendant).
        <div
          key={keyOf(item)}
          id={idOf(item)}
          role="option"
          aria-selected={item === active}
          className={optionClassName}
          // The field must not lose the focus before the click is one.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(item)}
          onPointerMove={() => point(item)}
        >
          {children(item)}
        </div>
      ))}
    </div>
  );
}
