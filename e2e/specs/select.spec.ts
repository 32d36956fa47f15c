import { expect, test } from '@playwright/test';
import { Designer } from '../pages/designer';

const modifier = 'ControlOrMeta';

async function ids(designer: Designer) {
  const { design } = await designer.saved();
  return design.instances.map(one => one.id);
}

/** A drag over the ground, from one spot to another. */
async function frame(designer: Designer, from: { x: number; y: number }, to: { x: number; y: number }) {
  await designer.page.mouse.move(from.x, from.y);
  await designer.page.mouse.down();
  await designer.carry(to);
}

test('a frame selects the hosts it holds and the servers it touches, and Escape takes it back', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  const gateway = (await designer.host('gw-1').boundingBox())!;
  const web = (await designer.host('web-1').boundingBox())!;
  const store = (await designer.instance('store').boundingBox())!;
  const corner = { x: gateway.x - 10, y: gateway.y - 10 };
  await designer.instance('svn').click();
  await frame(designer, corner, { x: web.x + web.width + 5, y: store.y - 4 });
  await expect(designer.hostName('gw-1')).toHaveAttribute('aria-pressed', 'true');
  await expect(designer.instance('publisher')).toHaveAttribute('aria-pressed', 'true');
  await expect(designer.instance('store')).toHaveAttribute('aria-pressed', 'false');
  await expect(designer.instance('gateway-worker'), 'its host is').toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Escape');
  await expect(designer.instance('svn')).toHaveAttribute('aria-pressed', 'true');
  await expect(designer.hostName('gw-1')).toHaveAttribute('aria-pressed', 'false');
  await page.mouse.up();
});

test('as on a map, a drag moves the view, the wheel zooms, and a frame wants shift', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  const percent = designer.button(/^Zoom to 100/);
  await page.keyboard.press(`${modifier}+k`);
  await page.keyboard.type('navigation');
  await page.keyboard.press('Enter');
  await expect(designer.status).toContainText('As on a map');
  const before = (await designer.host('gw-1').boundingBox())!;
  const ground = await designer.ground(30, 30);
  await frame(designer, ground, { x: ground.x + 50, y: ground.y + 20 });
  await page.mouse.up();
  const after = (await designer.host('gw-1').boundingBox())!;
  expect([Math.round(after.x - before.x), Math.round(after.y - before.y)]).toEqual([50, 20]);
  const zoom = await percent.textContent();
  await designer.canvas.hover();
  await page.mouse.wheel(0, -100);
  await expect(percent).not.toHaveText(zoom!);
  // Remembered.
  await page.reload();
  await designer.started();
  await page.keyboard.press(`${modifier}+k`);
  await page.keyboard.type('navigation');
  await page.keyboard.press('Enter');
  await expect(designer.status).toContainText('As in a design tool');
});

test('what is copied goes into another tab, as text', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const designer = await Designer.open(page, 'Classic, six hosts');
  await designer.hostName('gw-1').click();
  await page.keyboard.press(`${modifier}+c`);
  await expect(designer.status).toContainText('Copied 1 item');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied).instances).toHaveLength(3);

  const other = await Designer.open(await context.newPage());
  await other.page.getByRole('button', { name: 'New' }).first().click();
  await other.dialog.getByRole('button', { name: /^Empty/ }).click();
  await other.canvas.focus();
  await other.page.keyboard.press(`${modifier}+v`);
  await expect(other.host('gw-1')).toBeVisible();
  await expect(other.instance('gateway-worker-2')).toBeVisible();
  // Once more: another name, another address.
  await other.page.keyboard.press(`${modifier}+v`);
  await expect(other.host('gw-2')).toBeVisible();
  await expect(other.hostName('gw-2')).toContainText('10.0.1.12');
  await expect(other.hostName('gw-2')).toHaveAttribute('aria-pressed', 'true');
});

test('cut, paste onto another host, duplicate, and undo step by step', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const designer = await Designer.open(page, 'Classic, six hosts');
  await designer.instance('store').click();
  await page.keyboard.press(`${modifier}+x`);
  await expect(designer.instance('store')).toHaveCount(0);
  await designer.hostName('km-1').click();
  await page.keyboard.press(`${modifier}+v`);
  expect((await designer.layout())['km-1']).toContain('store');
  await page.keyboard.press(`${modifier}+d`);
  await expect(designer.instance('store-2')).toBeVisible();
  expect(await ids(designer)).toContain('store-2');
  for (const label of ['Duplicate 1 item', 'Paste 1 item', 'Remove store']) {
    await expect(designer.button('Undo')).toHaveAttribute('title', `Undo: ${label}`);
    await page.keyboard.press(`${modifier}+z`);
  }
  expect((await designer.layout())['web-1']).toContain('store');
});

test('text that is no copy is refused in words', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const designer = await Designer.open(page, 'Classic, six hosts');
  await page.evaluate(() => navigator.clipboard.writeText('hello'));
  await designer.canvas.focus();
  await page.keyboard.press(`${modifier}+v`);
  await expect(designer.status).toContainText('select some and copy them first');
});

test('the menu of what is under the pointer, by mouse and by keys', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  const menu = page.getByRole('menu');
  await designer.instance('gateway-worker').click({ button: 'right' });
  await expect(menu).toBeVisible();
  await expect(designer.instance('gateway-worker')).toHaveAttribute('aria-pressed', 'true');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(designer.instance('gateway-worker'), 'still selected').toHaveAttribute('aria-pressed', 'true');

  await designer.instance('gateway-worker').focus();
  await page.keyboard.press('Shift+F10');
  await expect(menu).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(menu.getByRole('menuitem', { name: /^More of it/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await designer.dialog.getByRole('checkbox', { name: 'km-1' }).check();
  await designer.dialog.getByRole('checkbox', { name: 'web-1' }).check();
  await designer.dialog.getByRole('button', { name: 'Add 2' }).click();
  const layout = await designer.layout();
  expect(layout['km-1']).toContain('gateway-worker-3');
  expect(layout['web-1']).toContain('gateway-worker-4');
  await page.keyboard.press(`${modifier}+z`);
  await expect(designer.instance('gateway-worker-3'), 'one step').toHaveCount(0);
  await expect(designer.instance('gateway-worker-4')).toHaveCount(0);
});

test('hosts on one line, and all in order', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  await designer.hostName('gw-1').click();
  await designer.hostName('data-1').click({ modifiers: ['Shift'] });
  await designer.hostName('gw-1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Align top' }).click();
  const tops = async () => {
    const { design } = await designer.saved();
    return design.hosts.filter(({ id }) => ['gw-1', 'data-1'].includes(id)).map(({ at }) => at.y);
  };
  expect(new Set(await tops()).size).toBe(1);
  await designer.canvas.focus();
  await page.keyboard.press('Shift+O');
  const { design } = await designer.saved();
  const x = (name: string) => design.hosts.find(host => host.id === name)!.at.x;
  expect(x('edge-1')).toBeLessThan(x('gw-1'));
  expect(x('gw-1')).toBe(x('web-1'));
  expect(x('web-1')).toBeLessThan(x('km-1'));
  expect(x('km-1')).toBe(x('data-1'));
  expect(x('data-1')).toBe(x('stats-1'));
});

test('the search finds actions, servers and kinds, and goes there', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  const search = page.getByRole('combobox', { name: /^Search for/ });
  await page.keyboard.press(`${modifier}+k`);
  await expect(search).toBeFocused();
  await search.fill('bam stats-1');
  await expect(designer.dialog.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(designer.instance('bam')).toHaveAttribute('aria-pressed', 'true');
  await designer.button('Search').click();
  await search.fill('add activemq');
  await page.keyboard.press('Enter');
  await expect(designer.entry('ActiveMQ')).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Escape');

  await page.keyboard.press(`${modifier}+k`);
  await search.fill('zoom');
  const options = designer.dialog.getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  await expect(options.last()).toHaveAttribute('aria-selected', 'true');
  await expect(search).toHaveAttribute('aria-activedescendant', (await options.last().getAttribute('id'))!);
  await search.fill('no such thing');
  await expect(options).toHaveCount(0);
});

test('the keys are told, and the map goes where it is clicked', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  await designer.canvas.focus();
  await page.keyboard.press('?');
  await expect(designer.dialog).toContainText('Ctrl+D');
  await page.keyboard.press('Escape');
  const map = designer.canvas.locator('.map');
  await expect(map).toBeHidden();
  await designer.canvas.focus();
  await page.keyboard.press('m');
  await expect(map).toBeVisible();
  const before = (await designer.host('edge-1').boundingBox())!;
  const box = (await map.boundingBox())!;
  await page.mouse.click(box.x + 12, box.y + 60);
  const after = (await designer.host('edge-1').boundingBox())!;
  expect(after.x, 'what lies left comes to the middle').toBeGreaterThan(before.x + 100);
});

test('before a drop it is told what it would do', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  await designer.press(designer.entry('Gateway worker'));
  await designer.carry(designer.hostName('gw-1'));
  const note = page.locator('.drop-note');
  await expect(note).toContainText('gw-1 · offset 3 · 8283, 8246');
  await expect(note).toContainText('key-manager');
  await page.keyboard.press('Escape');
  await expect(note).toHaveCount(0);
  await page.mouse.up();
  await designer.press(designer.entry('MySQL'));
  await designer.carry(designer.hostName('data-1'));
  await expect(note).toContainText('3306 is taken');
  await page.keyboard.press('Escape');
  await page.mouse.up();
});

test.describe('by fingers', () => {
  test.use({ hasTouch: true });

  test('two zoom and move the view, one rests for the menu', async ({ page }) => {
    const designer = await Designer.open(page, 'Classic, six hosts');
    const percent = designer.button(/^Zoom to 100/);
    const zoom = async () => parseInt((await percent.textContent())!);
    const first = await zoom();
    const client = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', points: { x: number; y: number }[]) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: points.map(({ x, y }, id) => ({ x, y, id })),
      });
    const ground = await designer.ground(200, 120);
    const spread = (by: number) => [
      { x: ground.x - by, y: ground.y },
      { x: ground.x + by, y: ground.y },
    ];
    await touch('touchStart', spread(40).slice(0, 1));
    await touch('touchStart', spread(40));
    for (const by of [50, 60, 70, 80]) await touch('touchMove', spread(by));
    await touch('touchEnd', []);
    await expect.poll(zoom).toBeGreaterThan(first * 1.7);

    const spot = await designer.spot(designer.hostName('gw-1'));
    await touch('touchStart', [spot]);
    await expect(page.getByRole('menu')).toBeVisible();
    await touch('touchEnd', []);
    await expect(page.getByRole('menu'), 'it stays').toBeVisible();
  });
});
