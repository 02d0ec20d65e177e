import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './interview.module.css';

/** The two shapes of the map, drawn as they are there: told apart without their colours, too. */
const shapes = { playing: '1,1 11,1 19,13 9,13', standing: '1,1 1,13 19,13' } as const;
const kinds = ['playing', 'standing'] as const satisfies readonly (keyof typeof shapes)[];

/** What the map's bands and triangles are. It stands beside them, where the timelines have their names. */
export function MapLegend(): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className={classes['legend']} aria-label={t('interview.legend.title')}>
      {kinds.map((kind) => (
        <li key={kind}>
          <svg viewBox="0 0 20 14" className={classes[kind]} aria-hidden="true">
            <polygon points={shapes[kind]} />
          </svg>
          {t(`interview.legend.${kind}`)}
        </li>
      ))}
    </ul>
  );
}
