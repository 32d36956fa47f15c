import { type Locator, expect, test } from '@playwright/test';
import { Designer, PRESETS } from '../pages/designer';

const SIZES = [[1280, 800], [1480, 900], [1920, 1080], [2560, 1440]] as const;

interface Box { name: string; left: number; top: number; right: number; bottom: number }

/** The boxes of what is seen. */
const boxes = (all: Locator): Promise<Box[]> => all.evaluateAll(elements =>
  elements
    .filter(one => getComputedStyle(one).visibility !== 'hidden')
    .map(one => {
      const { left, top, right, bottom } = one.getBoundingClientRect();
      return { name: `${one.getAttribute('aria-label') ?? one.textContent}`, left, top, right, bottom };
    })
    .filter(box => box.right > box.left));

/** Pairs that lie over each other, by more than a hair. */
function overlaps(some: Box[], others = some): string[] {
  const hair = 0.5;
  const pairs: string[] = [];
  for (const a of some) {
    for (const b of others) {
      if (a === b || (some === others && a.name > b.name)) continue;
      const over = Math.min(a.right, b.right) - Math.max(a.left, b.left) > hair
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > hair;
      if (over) pairs.push(`${a.name} lies over ${b.name}`);
    }
  }
  return pairs;
}

/** The hosts, once the view shows them all: it does with the frame after they are drawn. */
async function fitted(designer: Designer): Promise<Box[]> {
  let last: Box[] = [];
  await expect.poll(async () => {
    const before = JSON.stringify(last);
    last = await boxes(designer.hosts());
    return JSON.stringify(last) === before;
  }).toBe(true);
  return last;
}

for (const [width, height] of SIZES) {
  test(`every preset is whole and legible at ${width} by ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const designer = await Designer.open(page);
    for (const preset of PRESETS) {
      await designer.button('New').first().click();
      await designer.dialog.getByRole('button', { name: preset }).click();
      await designer.checked();
      await test.step(preset, async () => {
        const scrolls = await page.evaluate(() => {
          const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
          return { wide: scrollWidth - clientWidth, high: scrollHeight - clientHeight };
        });
        expect(scrolls, 'the page does not scroll').toEqual({ wide: 0, high: 0 });

        const hosts = await fitted(designer);
        expect(overlaps(hosts), 'hosts').toEqual([]);
        const tools = await boxes(designer.canvas.locator('.legend, .zoom'));
        expect(tools).toHaveLength(2);
        expect(overlaps(hosts, tools), 'hosts and tools').toEqual([]);
        expect(overlaps(tools), 'tools').toEqual([]);
        const canvas = (await boxes(designer.canvas))[0]!;
        const outside = [...hosts, ...tools].filter(box =>
          box.left < canvas.left || box.top < canvas.top || box.right > canvas.right || box.bottom > canvas.bottom);
        expect(outside, 'all is in sight').toEqual([]);

        for (const card of await designer.canvas.locator('[data-instance]').all()) {
          const parts = await boxes(card.locator('.instance-name, small, .offset'));
          expect(overlaps(parts), 'parts of a card').toEqual([]);
          expect(await card.locator('.instance-name').evaluate(name => name.scrollWidth - name.clientWidth), 'a name is not cut').toBe(0);
        }
        for (const name of await designer.canvas.locator('.host-name').all()) {
          expect(overlaps(await boxes(name.locator('b, span'))), 'name and address').toEqual([]);
        }

        const ways = await designer.links().evaluateAll(links => links.map(link => link.getAttribute('d')));
        expect(ways.length).toBeGreaterThan(5);
        for (const way of ways) expect(way).toMatch(/^M-?\d.*\d$/);

        const bar = page.getByRole('banner').getByRole('button').or(page.getByRole('banner').getByRole('combobox'));
        expect(overlaps((await boxes(bar)).filter(box => box.name !== 'Go to the outline')), 'the bar').toEqual([]);
        const end = (await boxes(designer.button('Download bundle')))[0]!;
        expect(end.right).toBeLessThanOrEqual(width);
        expect(overlaps(await boxes(designer.inspector.getByRole('tab'))), 'tabs').toEqual([]);
      });
    }
  });
}

test('the ports beside the links of a server do not lie over each other', async ({ page }) => {
  const designer = await Designer.open(page);
  for (const preset of PRESETS) {
    await designer.button('New').first().click();
    await designer.dialog.getByRole('button', { name: preset }).click();
    await designer.checked();
    const instances = await designer.canvas.locator('[data-instance]').all();
    for (const instance of instances) {
      await instance.click();
      await page.mouse.move(700, 12);
      const labels = designer.canvas.locator('text');
      const id = await instance.getAttribute('data-instance');
      expect(overlaps(await boxes(labels)), `${preset}, ${id}`).toEqual([]);
    }
    await page.keyboard.press('Escape');
  }
});
