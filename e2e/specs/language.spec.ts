import { type Page, expect, test } from '@playwright/test';
import { faults } from '../pages/axe';
import { generate, preset } from '../pages/cli';
import { Designer } from '../pages/designer';
import { texts } from '../pages/texts';

const GERMAN = texts('de');
const OPEN = '⟦';
const SHUT = '⟧';

/** Opens the page in a language that was chosen before, with a design that was stored before. */
async function open(page: Page, language: string | null, design?: string): Promise<Designer> {
  await page.addInitScript(
    ([language, design]) => {
      if (sessionStorage.getItem('put')) return;
      sessionStorage.setItem('put', 'once');
      if (language) localStorage.setItem('apim-designer.language', language);
      if (design) localStorage.setItem('apim-designer.design.v1', design);
    },
    [language, design],
  );
  return Designer.open(page);
}

/** Serves tables in which every text is in brackets: what shows without them comes from no table. */
async function bracket(page: Page) {
  await page.route('**/texts-*.txt', async route => {
    const lines = (await (await route.fetch()).text()).split('\n');
    const body = lines.map(line => (line ? `${OPEN}${line}${SHUT}` : '')).join('\n');
    await route.fulfill({ body, contentType: 'text/plain; charset=utf-8' });
  });
}

/** What a person reads or hears on the page that comes from no table, but for what is not the page's own. */
async function foreign(page: Page): Promise<string[]> {
  return page.evaluate(
    ([open, shut]) => {
      // Names and files of the design, and what is called so in every language.
      const own = '.code, .files__name, [data-own], script, style, noscript';
      const found = new Set<string>();
      const look = (text: string | null, where: Element) => {
        if (!text || where.closest(own)) return;
        let [rest, depth] = ['', 0];
        for (const c of text) {
          if (c === open) depth++;
          else if (c === shut) depth--;
          else if (!depth) rest += c;
        }
        if (/\p{L}{3}/u.test(rest)) found.add(`${rest.trim()} in ${where.outerHTML.slice(0, 120)}`);
      };
      for (const element of document.querySelectorAll('body *')) {
        for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(node.nodeValue, element);
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
          look(element.getAttribute(name), element);
        }
      }
      return [...found];
    },
    [OPEN, SHUT],
  );
}
