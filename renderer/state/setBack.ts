import type { SetBack } from '../../shared/contract/study.ts';
import { t } from '../ui/i18n.ts';
import { formatInstant } from '../ui/words.ts';
import { askBack, forgetAsked } from './notices.ts';

const about = 'set back';

/** Says that the study on the screen is an older copy of what was here; null: it is not, or there is none. */
export function tellSetBack(setBack: SetBack | null): void {
  forgetAsked(about);
  if (setBack === null) return;
  const times = { beforeAt: formatInstant(setBack.beforeAt), nowAt: formatInstant(setBack.nowAt) };
  askBack({ about, text: t('setBack', { ...setBack, ...times }) });
}
