import { type Page, expect, test } from '@playwright/test';
import { Designer } from '../pages/designer';

/** Chooses a link in the panel, by its caller and the words on it. */
async function choose(designer: Designer, from: string, words: RegExp) {
  await designer.instance(from).click();
  await designer.pane('Properties').getByRole('button', { name: words }).first().click();
  await expect(designer.pane('Properties')).toContainText('In files');
}

const grip = (page: Page) => page.locator('.link-end');

test('kinds of links are left out and shown again, and what is left out cannot be hit', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  const kinds = page.getByRole('list', { name: 'Kinds of links' });
  const data = kinds.getByRole('button', { name: 'data' });
  await expect(data).toHaveAttribute('aria-pressed', 'true');
  const link = designer.link('key-manager', 'mysql', 'data');
  await expect(link).toBeVisible();
  // A place of the link that no box covers.
  const spot = await link.evaluate((path: SVGPathElement) => {
    const there = path.getScreenCTM()!;
    for (let part = 0.02; part < 1; part += 0.02) {
      const { x, y } = path.getPointAtLength(path.getTotalLength() * part).matrixTransform(there);
      if (document.elementFromPoint(x, y)?.id === 'canvas') return { x, y };
    }
    throw new Error('the link lies below boxes');
  });
  await page.mouse.move(spot.x, spot.y);
  await expect(page.locator('[data-link$=" data"][data-lit]')).not.toHaveCount(0);
  await data.click();
  await expect(data).toHaveAttribute('aria-pressed', 'false');
  await expect(link).toBeHidden();
  await expect(designer.link('nginx', 'store', 'traffic')).toBeVisible();
  await page.mouse.move(spot.x, spot.y);
  await expect(page.locator('[data-link$=" data"][data-lit]')).toHaveCount(0);
  // By keyboard too.
  await data.focus();
  await page.keyboard.press('Enter');
  await expect(link).toBeVisible();
});

test('all that a server needs is shown, and all that need it', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  const lit = () =>
    page.locator('[data-instance][data-lit]').evaluateAll(all => all.map(one => one.getAttribute('data-instance')).sort());
  await designer.instance('store').click();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('all that it needs');
  await page.keyboard.press('Enter');
  const needed = await lit();
  expect(needed).toContain('mysql');
  expect(needed).toContain('key-manager');
  expect(needed).not.toContain('publisher');
  await expect(designer.status).toContainText(`${needed.length} servers: what is selected and all that it needs`);
  await expect(designer.link('key-manager', 'mysql', 'data'), 'through another').toHaveAttribute('data-lit');

  await designer.instance('mysql').click();
  expect(await lit(), 'it was meant for what was selected').toEqual([]);
  await designer.instance('mysql').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show all that need it' }).click();
  await expect(page.locator('[data-instance="nginx"][data-lit]')).toBeVisible();
  expect(await lit()).not.toContain('svn');
  // Once more, and it is over.
  await designer.instance('mysql').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show all that need it' }).click();
  expect(await lit()).toEqual([]);
});

test("a link's end is dragged to another server, where that is one that can serve it", async ({ page }) => {
  const designer = await Designer.open(page, 'High availability');
  await choose(designer, 'gateway-worker', /key validation/);
  await expect(grip(page)).toBeVisible();
  const before = await designer.saved();

  await test.step('only those who can serve it are offered', async () => {
    await designer.press(grip(page));
    await designer.carry(designer.instance('key-manager-2'));
    const offered = await page.locator('[data-offered]').evaluateAll(all => all.map(one => one.getAttribute('data-instance')));
    expect(offered.sort()).toEqual(['key-manager', 'key-manager-2']);
    await expect(page.locator('.drop-note')).toHaveText('key-manager-2 serves key validation');
  });

  await test.step('Escape leaves everything as it was', async () => {
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await expect(page.locator('[data-offered]')).toHaveCount(0);
    await expect(page.locator('.drop-note')).toHaveCount(0);
    expect((await designer.saved()).text).toBe(before.text);
  });

  await test.step('one that cannot serve it takes nothing', async () => {
    await designer.drag(grip(page), designer.instance('store'));
    expect((await designer.saved()).text).toBe(before.text);
  });

  await test.step('a drop chooses, as one step', async () => {
    await designer.drag(grip(page), designer.instance('key-manager-2'));
    await expect(designer.link('gateway-worker', 'key-manager-2', 'key-validation')).toHaveAttribute('d', /^M/);
    const { design } = await designer.saved();
    expect(design).toMatchObject({ links: [{ from: 'gateway-worker', kind: 'key-validation', to: 'key-manager-2' }] });
    await page.keyboard.press('Control+z');
    expect((await designer.saved()).text).toBe(before.text);
  });
});

test('a link that nobody else can serve has no grip', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  await choose(designer, 'publisher', /API deployment/);
  await expect(grip(page)).toHaveCount(0);
});

test('what is far out of sight is left out, and is there when the view comes to it', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  await page.mouse.move(640, 450);
  const inside = designer.instance('mysql').locator('.instance-name');
  await expect(inside).toBeVisible();
  for (let turn = 0; turn < 30; turn++) await page.mouse.wheel(0, 200);
  await expect(designer.host('data-1')).toHaveAttribute('data-away');
  await expect(inside).toBeHidden();
  await expect(designer.link('key-manager', 'mysql', 'data')).toBeHidden();
  // Its name is still told.
  await expect(designer.instance('mysql')).toHaveAccessibleName(/^MySQL mysql, ports 3306/);
  await page.keyboard.press('Shift+Digit1');
  await expect(designer.host('data-1')).not.toHaveAttribute('data-away');
  await expect(inside).toBeVisible();
  await expect(designer.link('key-manager', 'mysql', 'data')).toBeVisible();
});

test('far away, cards are boxes of their size without small print', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  await page.mouse.move(640, 450);
  const ratio = async () => {
    const [card, host] = [await designer.instance('mysql').boundingBox(), await designer.host('data-1').boundingBox()];
    return card!.height / host!.height;
  };
  const near = await ratio();
  for (let turn = 0; turn < 4; turn++) await page.keyboard.press('Shift+Digit1');
  for (let turn = 0; turn < 12; turn++) await designer.button('Zoom out').click();
  await expect(designer.canvas).toHaveAttribute('data-far', 'tiny');
  await expect(designer.instance('mysql').locator('.instance-name')).toBeHidden();
  expect(await ratio()).toBeCloseTo(near, 1);
});
