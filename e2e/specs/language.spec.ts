import { readFileSync } from 'node:fs';
import { type Page, expect, test } from '@playwright/test';
import { faults } from '../pages/axe';
import { generate, preset } from '../pages/cli';
import { outside } from '../pages/controls';
import { Designer } from '../pages/designer';
import { texts } from '../pages/texts';

const [ENGLISH, GERMAN] = [texts('en'), texts('de')];
const OPEN = '⟦';
const SHUT = '⟧';

/** Opens the page with a language that was chosen, and a design that was stored, before. */
async function open(page: Page, language?: string, design?: string) {
  await page.goto('./icon.svg');
  await page.evaluate(
    ([language, design]) => {
      if (language) localStorage.setItem('apim-designer.language', language);
      if (design) localStorage.setItem('apim-designer.design.v1', design);
    },
    [language, design],
  );
  await page.goto('./');
  await expect(page.locator('html[data-started]')).toBeAttached();
}

/** Serves tables in which every text is in brackets: what shows without them comes from no table. */
async function bracket(page: Page) {
  await page.route('**/texts-*.txt', async route => {
    const lines = (await (await route.fetch()).text()).split('\n');
    const body = lines.map(line => (line ? `${OPEN}${line}${SHUT}` : '')).join('\n');
    await route.fulfill({ body, contentType: 'text/plain; charset=utf-8' });
  });
}

/** What a person reads or hears on the page that comes from no table, and is no name of the design or the products. */
async function foreign(page: Page): Promise<string[]> {
  return page.evaluate(
    ([open, shut]) => {
      // Texts of the files themselves, protocols with their ports, the design's name, and where a rule comes from.
      const own =
        '.code__text, .jump__path, .jump__value, .files li, .files__folder, .mono, [data-mono], .link-label, .title__name,' +
        ' .finding__source, code, script, style, noscript';
      const same = /apim-designer|API Manager 1\.9\.\d|Thrift|English|Deutsch|Two hosts, nothing optional/g;
      const names = [...document.querySelectorAll('[data-host], [data-instance]')].flatMap(one => [
        one.getAttribute('data-host') ?? one.getAttribute('data-instance')!,
      ]);
      const found = new Set<string>();
      const look = (text: string | null, where: Element) => {
        if (!text || where.closest(own)) return;
        let [rest, depth] = ['', 0];
        for (const c of text) {
          if (c === open) depth++;
          else if (c === shut) depth--;
          else if (!depth) rest += c;
        }
        rest = rest.replace(same, '');
        for (const name of names) rest = rest.replaceAll(name, '');
        if (/\p{L}{3}/u.test(rest)) found.add(`${rest.trim()} in ${where.outerHTML.slice(0, 160)}`);
      };
      for (const element of document.querySelectorAll('body *')) {
        // A sentence with code in it is one text.
        if (element.querySelector(':scope > code')) look(element.textContent, element);
        else for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) look(node.nodeValue, element);
        for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
          look(element.getAttribute(name), element);
        }
      }
      return [...found];
    },
    [OPEN, SHUT],
  );
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const finding = (page: Page, code: string) => page.locator(`[data-finding="${code}"]`).first();
/** Code between backticks is shown as code. */
const shown = (text: string) => text.replaceAll('`', '');

async function search(page: Page, typed: string) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill(typed);
  await page.keyboard.press('Enter');
}

/** Every part of the page, as a place to look at; the names are those of the page as it is. */
async function everywhere(page: Page, name: (key: string) => string, look: (what: string) => Promise<void>) {
  const tab = async (key: string) => {
    await page.getByRole('tab', { name: new RegExp(`^${name(key)}`) }).click();
  };
  await expect(page.getByRole('tab', { name: new RegExp(`^${name('tab-findings')}`) })).toHaveAccessibleName(/\d/);
  await look('nothing selected');
  await tab('tab-findings');
  await look('findings');
  await tab('tab-ports');
  await look('ports between hosts');
  await page.locator('[data-instance="publisher"]').click();
  await look('ports of a server');
  await tab('tab-files');
  await expect(page.locator('.code').first()).toBeVisible();
  await look('files');
  await tab('tab-outline');
  await look('outline');
  await tab('tab-properties');
  await look('a server');
  await page.locator('[data-host]').first().locator('button').first().click();
  await look('a host');
  for (const dialog of ['dialog-settings', 'bar-new', 'dialog-paste', 'dialog-search']) {
    await button(page, name(dialog)).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    if (dialog === 'dialog-paste') {
      await page.getByRole('textbox').last().fill('10.0.0.300 a\n127.0.0.1 localhost\na_b\n10.9.9.9 new other\nnew 10.9.9.8');
    }
    await look(dialog);
    await page.keyboard.press('Escape');
    // The focus comes back with its end; keys before that go elsewhere.
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.locator('#canvas').focus();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await look('keys');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.locator('[data-instance="publisher"]').click({ button: 'right' });
  await expect(page.locator('.menu')).toBeVisible();
  await look('the menu');
  await page.keyboard.press('Escape');
}

test('a browser that reads German gets German, and one that reads neither gets English', async ({ browser, baseURL }) => {
  for (const [locale, language, word] of [['de-AT', 'de', GERMAN], ['fr', 'en', ENGLISH]] as const) {
    const context = await browser.newContext({ baseURL, locale });
    const page = await context.newPage();
    await open(page, undefined, preset('two-hosts'));
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await expect(page.getByRole('tab', { name: word['tab-outline'] })).toBeVisible();
    await page.getByRole('tab', { name: new RegExp(`^${word['tab-findings']}`) }).click();
    await expect(finding(page, 'stock-certificates')).toContainText(shown(word['stock-certificates-advice']));
    await context.close();
  }
});

test('another language is chosen at once, stays chosen, and nothing else changes', async ({ page }) => {
  await open(page, undefined, preset('two-hosts'));
  await page.locator('[data-instance="store"]').click();
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-instance="store"]')).toHaveCount(0);
  await page.locator('[data-instance="publisher"]').click();

  await search(page, ENGLISH['action-german']);
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('status')).toHaveText('Sprache: Deutsch');
  await expect(page.locator('[data-instance="publisher"]')).toHaveAttribute('aria-pressed', 'true');
  const undo = button(page, GERMAN['action-undo']);
  await expect(undo).toHaveAttribute('title', 'Rückgängig: store entfernen');
  await expect(page).toHaveTitle(/^Two hosts, nothing optional/);
  await page.getByRole('tab', { name: /^Befunde/ }).click();
  await expect(finding(page, 'stock-certificates')).toContainText(shown(GERMAN['stock-certificates-advice']));
  await undo.click();
  await expect(page.locator('[data-instance="store"]')).toBeVisible();
  await expect(page.getByRole('status')).toHaveText('Rückgängig gemacht: store entfernen');
  // Listeners of the views that went are gone: one key, one step.
  await page.locator('#canvas').focus();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.locator('[data-instance="store"]')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-instance="store"]')).toBeVisible();
  await expect(undo).toHaveAttribute('aria-disabled', 'true');

  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await button(page, GERMAN['dialog-settings']).click();
  await page.getByRole('combobox', { name: GERMAN['settings-language'] }).selectOption('English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: /^Findings/ }).click();
  await expect(finding(page, 'stock-certificates')).toContainText(shown(ENGLISH['stock-certificates-advice']));
});

test('the bundle is the same in every language', async ({ page }, info) => {
  const design = preset('two-hosts');
  await open(page, 'de', design);
  await page.getByRole('tab', { name: /^Befunde [1-9]/ }).waitFor();
  const download = page.waitForEvent('download');
  await button(page, GERMAN['action-download-bundle']).click();
  const path = await (await download).path();
  const stored = await page.evaluate(() => localStorage.getItem('apim-designer.design.v1')!);
  expect(readFileSync(path).equals(generate(stored, info.outputPath('bundle')))).toBe(true);
});

test('a language that cannot be loaded is told, in English', async ({ page }) => {
  await page.route('**/texts-*-de-page.txt', route => route.fulfill({ status: 404 }));
  await open(page, 'de');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('status')).toContainText('The texts in Deutsch could not be loaded');
  await search(page, ENGLISH['action-german']);
  await expect(page.getByRole('status')).toContainText('The texts in Deutsch could not be loaded');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('everything that the page says comes from the tables', async ({ page }) => {
  test.slow();
  await bracket(page);
  await open(page, 'de');
  expect.soft(await foreign(page), 'the start').toEqual([]);
  await open(page, 'de', preset('two-hosts'));
  await everywhere(page, key => `${OPEN}${GERMAN[key]}${SHUT}`, async what => {
    expect.soft(await foreign(page), what).toEqual([]);
  });
});

for (const [what, width, height] of [['a desk', 1440, 900], ['a laptop', 1280, 720], ['a phone', 390, 844]] as const) {
  test(`axe finds nothing in German, and no word sticks out, on ${what}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height });
    await open(page, 'de', preset('two-hosts'));
    await everywhere(page, key => GERMAN[key], async what => {
      if (width > 1280) expect.soft(await faults(page), what).toEqual([]);
      expect.soft(await outside(page), what).toEqual([]);
    });
  });
}
