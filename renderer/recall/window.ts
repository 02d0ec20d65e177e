import { routes } from '../../shared/contract/routes.ts';
import { attempt } from '../api/attempt.ts';
import { client } from '../api/client.ts';
import { isDesktop } from '../state/app.ts';
import { orShow, tell } from '../state/notices.ts';
import { t } from '../ui/i18n.ts';
import type { Recall } from './recall.ts';

/** Opens the recaller's second window. In a browser within the click itself, or it would be taken for an advertisement. */
export async function openRecallerWindow(): Promise<void> {
  if (isDesktop()) {
    await orShow(attempt(client.projection.open()));
    return;
  }
  const opened = window.open(routes.recaller, 'stillpoint-recaller', 'popup,width=1280,height=800');
  if (opened === null) tell(t('recall.prepare.windowBlocked'));
}

export function blank(recall: Recall): void {
  void orShow(attempt(client.projection.blank({ isBlank: !recall.store.getState().isBlank })));
}
