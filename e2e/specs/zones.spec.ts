import { expect, test } from '@playwright/test';
import { Designer } from '../pages/designer';

interface Zoned {
  hosts: { name: string; zone?: string }[];
}

const zones = async (designer: Designer) =>
  Object.fromEntries((JSON.parse((await designer.saved()).text) as Zoned).hosts.map(({ name, zone }) => [name, zone]));

test('hosts come into a zone by their properties, by the search and by a drop', async ({ page }) => {
  const designer = await Designer.open(page, 'Classic, six hosts');
  const area = (zone: string) => page.locator(`.zone[data-zone="${zone}"]`);
  const { text } = await designer.saved();

  await test.step('by the properties', async () => {
    await designer.hostName('edge-1').click();
    await designer.pane('Properties').getByRole('combobox', { name: 'Zone' }).selectOption('DMZ');
    await expect(area('dmz')).toBeVisible();
    const [outer, inner] = [(await area('dmz').boundingBox())!, (await designer.host('edge-1').boundingBox())!];
    expect(inner.x).toBeGreaterThan(outer.x);
    expect(inner.y + inner.height).toBeLessThan(outer.y + outer.height);
  });

  await test.step('by the search, several at once', async () => {
    await designer.hostName('data-1').click();
    await designer.hostName('stats-1').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zone data');
    await page.keyboard.press('Enter');
    await expect(area('data').first()).toBeVisible();
    expect(await zones(designer)).toMatchObject({ 'edge-1': 'dmz', 'data-1': 'data', 'stats-1': 'data' });
  });

  await test.step('by a drop into its area, which tells so before, as one step', async () => {
    const before = await designer.saved();
    await designer.press(designer.hostName('gw-1'));
    await designer.carry(designer.host('edge-1'));
    await expect(page.locator('.drop-note')).toHaveText('into the zone DMZ');
    await expect(area('dmz')).toHaveAttribute('data-target');
    await page.mouse.up();
    expect(await zones(designer)).toMatchObject({ 'gw-1': 'dmz' });
    await page.keyboard.press('Control+z');
    expect((await designer.saved()).text).toBe(before.text);
  });

  await test.step('its name selects what is in it', async () => {
    await area('dmz').getByRole('button', { name: 'DMZ' }).click();
    await expect(designer.host('edge-1')).toHaveAttribute('data-selected');
    await expect(page.locator('[data-selected]')).toHaveCount(1);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('zone none');
    await page.keyboard.press('Enter');
    await expect(area('dmz')).toHaveCount(0);
  });

  await test.step('the outline tells it', async () => {
    const outline = await designer.show('Outline');
    const zone = outline.getByRole('treeitem', { name: 'Zone Data, 2 hosts' });
    const host = zone.getByRole('treeitem', { name: /^data-1, / });
    await expect(zone).toHaveAttribute('aria-level', '1');
    await expect(host).toHaveAttribute('aria-level', '2');
    await expect(outline.getByRole('treeitem', { name: /^km-1, / })).toHaveAttribute('aria-level', '1');
    await host.focus();
    for (const key of ['ArrowLeft', 'ArrowLeft']) await page.keyboard.press(key);
    await expect(zone).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-host][data-selected]')).toHaveCount(2);
    await page.keyboard.press('ArrowLeft');
    await expect(host).toHaveCount(0);
    await page.keyboard.press('ArrowRight');
    await expect(host).toBeVisible();
  });

  await designer.canvas.focus();
  for (let turn = 0; turn < 3; turn++) await page.keyboard.press('Control+z');
  expect((await designer.saved()).text).toBe(text);
});
