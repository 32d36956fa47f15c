import { expect, test } from '@playwright/test';
import { Designer } from '../pages/designer';
import { clash } from '../pages/states';

test('two servers of one offset clash on their cards and in the findings, and one button mends it', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await expect(designer.finding('port-clash')).toHaveCount(0);
  await clash(designer);
  for (const id of ['publisher', 'store']) {
    await expect(designer.instance(id)).toHaveAttribute('data-taken');
    await expect(designer.instance(id)).toContainText('9446 taken');
    await expect(designer.instance(id)).toHaveAccessibleName(/port 9446 is taken twice on this host, has a problem/);
  }
  await expect(designer.host('apim-2')).toHaveAttribute('data-severity', 'error');

  await designer.show('Findings');
  const finding = designer.finding('port-clash');
  await expect(finding).toContainText('Port 9446 on host apim-2 is taken by');
  await finding.getByRole('button').first().click();
  await expect(finding).toHaveCount(0);
  for (const id of ['publisher', 'store']) await expect(designer.instance(id)).not.toHaveAttribute('data-taken');
  const offsets = await Promise.all(['publisher', 'store'].map(id => designer.instance(id).getAttribute('data-offset')));
  expect(new Set(offsets).size).toBe(2);

  await designer.button('Undo').click();
  await expect(finding).toBeVisible();
  await expect(designer.instance('store')).toContainText('9446 taken');
});

test('Show selects what a finding is about and brings it into sight', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await clash(designer);
  await designer.show('Findings');
  const { x, y } = await designer.ground(30, 30);
  await page.mouse.click(x, y);
  await page.mouse.wheel(0, 3000);
  await expect(designer.instance('store')).not.toBeInViewport();
  await designer.finding('port-clash').getByRole('button', { name: /^Show/ }).click();
  for (const id of ['publisher', 'store']) await expect(designer.instance(id)).toHaveAttribute('aria-pressed', 'true');
  await expect(designer.hostName('apim-2')).toHaveAttribute('aria-pressed', 'true');
  await expect(designer.instance('gateway-manager')).toHaveAttribute('aria-pressed', 'false');
  await expect(designer.instance('store')).toBeInViewport({ ratio: 0.99 });
});

test('the tab and the status bar count the findings', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  const all = page.locator('[data-finding]');
  await expect(designer.tab('Findings')).toHaveAccessibleName(`Findings ${await all.count()}`);
  const before = await all.count();
  await clash(designer);
  await expect(designer.tab('Findings')).toHaveAccessibleName(`Findings ${before + 1}`);
  await expect(all).toHaveCount(before + 1);
  await page.getByRole('contentinfo').getByRole('button', { name: '1 error' }).click();
  await expect(designer.pane('Findings').getByRole('heading', { name: 'Errors · 1' })).toBeVisible();
});

test('an unmet need is told where it is, and placing the provider ends it', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await designer.instance('key-manager').click();
  await page.keyboard.press('Delete');
  await expect(designer.instance('key-manager')).toHaveCount(0);
  await designer.instance('gateway-manager').click();
  const here = designer.pane('Properties').locator('article[data-severity="error"]');
  await expect(here).toHaveCount(1);
  await expect(here).toContainText('key manager');
  await expect(designer.instance('gateway-manager')).toHaveAttribute('data-severity', 'error');
  await here.getByRole('button').first().click();
  await expect(designer.canvas.locator('[data-kind="key-manager"]')).toHaveCount(1);
  await expect(here).toHaveCount(0);
});

test('a design with problems is asked about before its bundle is downloaded', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await clash(designer);
  await designer.button('Download bundle').click();
  await expect(designer.dialog.getByRole('heading')).toHaveText('1 problem blocks this deployment');
  await designer.dialog.getByRole('button', { name: 'Show problems' }).click();
  await expect(designer.dialog).toHaveCount(0);
  await expect(designer.pane('Findings')).toBeVisible();
  await designer.button('Download bundle').click();
  const bundle = await designer.download(() => designer.dialog.getByRole('button', { name: 'Download all the same' }).click());
  expect(bundle.name).toMatch(/\.zip$/);
});
