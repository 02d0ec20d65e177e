import { type KeyboardEvent, type ReactElement, useState } from 'react';
import classes from './EditableText.module.css';

type Props = {
  readonly value: string;
  /** Says what it is the name of. */
  readonly label: string;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly isEmptyAllowed?: boolean;
  readonly className?: string;
  /** On leaving the field or Enter, when the text is another; Escape brings the old one back. */
  readonly onSave: (text: string) => void;
};

/** A text that stands there as text and can be typed over. */
export function EditableText({
  value,
  label,
  onSave,
  className,
  isEmptyAllowed = false,
  ...rest
}: Props): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);

  function leave(): void {
    const text = (typed ?? value).trim();
    setTyped(null);
    if (text !== value && (text !== '' || isEmptyAllowed)) onSave(text);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape') {
      event.stopPropagation();
      setTyped(null);
    }
  }

  return (
    <input
      className={`${classes['text']} ${className ?? ''}`}
      aria-label={label}
      value={typed ?? value}
      maxLength={rest.maxLength ?? 200}
      placeholder={rest.placeholder}
      autoComplete="off"
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={onKeyDown}
    />
  );
}
