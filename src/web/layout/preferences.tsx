import { LANGS } from '../i18n/texts.ts';
import { THEMES, useView } from './view.ts';

/** Language and theme, as plain links: they work everywhere and are kept in a cookie. */
export function Preferences() {
  const { t, lang, theme, path } = useView();
  return (
    <div class="preferences">
      <ul aria-label={t.shell.language}>
        {LANGS.map((one) => (
          <li>
            <a
              href={`${path}?lang=${one.id}`}
              lang={one.id}
              hreflang={one.id}
              aria-current={one.id === lang ? 'true' : undefined}
            >
              {one.name}
            </a>
          </li>
        ))}
      </ul>
      <ul aria-label={t.shell.theme}>
        {THEMES.map((one) => (
          <li>
            <a href={`${path}?theme=${one}`} aria-current={one === theme ? 'true' : undefined}>
              {t.shell.themes[one]}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
