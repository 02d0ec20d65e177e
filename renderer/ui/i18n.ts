import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './catalogue/en.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

// React escapes what it shows; escaping twice would show `&amp;` in a title.
void i18next.use(initReactI18next).init({
  lng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** For text outside React: commands, the timeline's words, announcements. */
export const { t } = i18next;
