import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { type Browser, type Locator, expect, test } from '@playwright/test';
import { Designer } from '../pages/designer';
import { STATES } from '../pages/states';

// Letters are drawn by the browser with the fonts of the machine: pictures of another one would differ in every word.
const NOTE = 'e2e/look/made-with.json';
const RENEW = 'npx playwright test look --update-snapshots';

function machine(browser: Browser): Record<string, string> {
  const font = (family: string) => {
    try {
      return execFileSync('fc-match', ['--format', '%{family} %{fontversion}', family]).toString();
    } catch {
      return 'unknown: no fc-match';
    }
  };
  return {
    chromium: browser.version().split('.')[0]!,
    'sans-serif': font('sans-serif'),
    monospace: font('monospace'),
  };
}

test.beforeAll(({ browser }, info) => {
  const here = `${JSON.stringify(machine(browser), null, 2)}\n`;
  if (['all', 'changed'].includes(info.config.updateSnapshots)) {
    writeFileSync(NOTE, here);
    return;
  }
  const made = readFileSync(NOTE, 'utf8');
  if (made === here) return;
  const why = `the pictures in e2e/look were made with ${made.replace(/\s+/g, ' ')}, here is ${here.replace(/\s+/g, ' ')}`;
  console.log(`SKIPPED: ${why}; to make them anew: ${RENEW}`);
  test.skip(true, why);
});

/** What of the page a state is about: the whole of it where nothing else is said. */
const PART: Record<string, (designer: Designer) => Locator> = {
  start: designer => designer.canvas,
  host: designer => designer.inspector,
  link: designer => designer.inspector,
  ports: designer => designer.inspector,
  files: designer => designer.inspector,
  findings: designer => designer.inspector,
  outline: designer => designer.inspector,
  settings: designer => designer.dialog,
  search: designer => designer.dialog,
  keys: designer => designer.dialog,
};

// One browser draws the same every time, so a colour may not differ by more than rounding. A tenth of a percent is
// less than the words of one button.
const EXACT = { threshold: 0.01, maxDiffPixelRatio: 0.001, scale: 'css' } as const;

async function still(designer: Designer) {
  // The pointer lights nothing, and the design is stored.
  await designer.page.mouse.move(0, 0);
  await expect(designer.page.getByRole('contentinfo')).not.toContainText('Saving…');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 1280, height: 800 } });

    for (const [name, go] of Object.entries(STATES)) {
      test(`the look: ${name}, ${colorScheme}`, async ({ page }) => {
        const designer = await Designer.open(page);
        await go(designer);
        await still(designer);
        const part = PART[name]?.(designer);
        await expect(part ?? page).toHaveScreenshot(`${name}-${colorScheme}.png`, EXACT);
      });
    }
  });

  test.describe(`phone, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

    test(`the look: phone, ${colorScheme}`, async ({ page }) => {
      const designer = await Designer.open(page, 'Classic, six hosts');
      await designer.instance('store').tap();
      await still(designer);
      await expect(page).toHaveScreenshot(`phone-${colorScheme}.png`, EXACT);
    });
  });
}
