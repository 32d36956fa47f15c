import { expect, test } from '@playwright/test';
import { controls, outside } from '../pages/controls';
import { faults } from '../pages/axe';
import { Designer } from '../pages/designer';
import { STATES } from '../pages/states';

// WCAG 1.4.4 and 1.4.10: a screen of 1280 by 800 at 200 %, and one of 1280 by 1024 at 400 %; a browser that zooms has
// so many pixels less.
const ZOOMS = [['200 %', 640, 400], ['400 %', 320, 256]] as const;

for (const [zoom, width, height] of ZOOMS) {
  test.describe(`at ${zoom}`, () => {
    test.use({ viewport: { width, height } });

    for (const [name, go] of Object.entries(STATES)) {
      test(`everything is reached, nothing lies over it, and nothing is cut off: ${name} at ${zoom}`, async ({ page }) => {
        const designer = await Designer.open(page);
        await go(designer);
        expect(await outside(page), 'no scrolling to two sides').toEqual([]);
        const all = await controls(page);
        expect(all.length).toBeGreaterThan(1);
        expect(all.filter(one => one.hidden).map(({ name, hidden }) => `${name} is under ${hidden}`)).toEqual([]);
        const cut = await page.locator('button, [role="tab"], summary, h2, h3').evaluateAll(all => all
          .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.canvas .layer, .unseen'))
          .filter(one => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline')
          .map(one => `${one.className} “${one.textContent}”`));
        expect(cut, 'words').toEqual([]);
        expect(await faults(page)).toEqual([]);
      });
    }

    test(`by keyboard, what has the focus is in sight at ${zoom}`, async ({ page }) => {
      const designer = await Designer.open(page, 'Two hosts, nothing optional');
      await page.locator('body').press('Tab');
      const seen = new Set<string>();
      // Forth through all, and back: a bar that stays in sight would lie over some.
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let step = 0; step < 60; step++) {
          await page.keyboard.press(key);
          const state = await page.evaluate(() => {
            const one = document.activeElement!;
            if (one === document.body) return null;
            const { left, top, right, bottom, width, height } = one.getBoundingClientRect();
            const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
            // A browser does not scroll to what is partly in sight already; nor does the rule ask for more.
            const at = [left + 2, (left + right) / 2, right - 2].map(x => document.elementFromPoint(x, y));
            const name = `${one.className || one.tagName} ${one.getAttribute('aria-label') ?? one.textContent}`.slice(0, 60);
            const hit = at.some(at => at && (one.contains(at) || at.contains(one) && at.matches('label')));
            return { name, hidden: hit || one.matches('input[type="file"]') ? '' : `${at[1]?.className}, ${[left, top, width, height]}` };
          });
          if (!state) continue;
          seen.add(state.name);
          expect(state.hidden, state.name).toBe('');
        }
      }
      expect(seen.size).toBeGreaterThan(20);
      expect(await designer.hosts().count()).toBe(2);
    });
  });
}
