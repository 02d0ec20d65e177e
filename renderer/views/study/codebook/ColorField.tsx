import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { suggestedColors } from '../../../../shared/model/code-colors.ts';
import type { CodeRow } from '../../../../shared/model/rows.ts';
import classes from './codebook.module.css';
import { isSameColor } from './colors.ts';

type Props = { readonly code: CodeRow; readonly onChange: (color: string) => void };

/** The suggested series, and any other colour. */
export function ColorField({ code: { id, color }, onChange }: Props): ReactElement {
  const { t } = useTranslation();
  // An imported code, or one with a colour of its own choosing, shows its colour as the chosen one too.
  const isSuggested = suggestedColors.some((each) => isSameColor(each, color));
  const offered = isSuggested ? suggestedColors : [...suggestedColors, color];
  return (
    <fieldset className={classes['colors']}>
      <legend title={t('coding.book.suggestedHint')}>{t('codebook.color')}</legend>
      {offered.map((each, place) => (
        <label key={each} className={classes['color']} style={{ background: each }}>
          <input
            type="radio"
            name={`color of ${id}`}
            checked={isSameColor(each, color)}
            onChange={() => onChange(each)}
            aria-label={t('codebook.colorNumber', { number: place + 1 })}
          />
        </label>
      ))}
      <label className={classes['otherColor']}>
        <span>{t('codebook.otherColor')}</span>
        <input
          type="color"
          key={color}
          defaultValue={color}
          onBlur={(event) => {
            if (event.currentTarget.value !== color) onChange(event.currentTarget.value);
          }}
        />
      </label>
    </fieldset>
  );
}
