import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { CodebookFinding } from '../../../../../shared/interchange/codebook/codebook.ts';
import classes from '../codebook.module.css';

/** More of one kind tell nothing new, and ten thousand rows would only make the page slow. */
const shownAtMost = 500;

/** What became of single lines of a file, in their order. */
export function Findings({
  findings,
}: {
  readonly findings: readonly CodebookFinding[];
}): ReactElement | null {
  const { t } = useTranslation();
  if (findings.length === 0) return null;
  const title = t('coding.book.importFindings', { count: findings.length });
  return (
    <>
      <p className={classes['lead']}>{title}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard to be read. */}
      <ul className={classes['findings']} aria-label={title} tabIndex={0}>
        {findings.slice(0, shownAtMost).map(({ line, text, code }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a file's findings do not change.
          <li key={index}>
            <strong>
              {[line > 0 ? t('interchange.line', { line }) : '', text].filter(Boolean).join(': ')}
            </strong>{' '}
            {t(`interchange.codebook.${code}`)}
          </li>
        ))}
      </ul>
    </>
  );
}
