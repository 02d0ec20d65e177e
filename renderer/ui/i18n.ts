import i18next from 'i18next';
import { initReactI18next, setI18n } from 'react-i18next';
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

// For every component that uses it react-i18next copies its instance, property by property: a seventh of the time in which
// a board of 200 sessions was made. Of an heir there is nothing to copy.
const heir: typeof i18next = Object.create(i18next);
setI18n(heir);

/** For text outside React: commands, the timeline's words, announcements. */
export const { t } = i18next;
