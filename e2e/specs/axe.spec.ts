import { expect, test } from '@playwright/test';
import { faults } from '../pages/axe';
import { Designer, PRESETS } from '../pages/designer';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test.slow();

    test(`axe finds nothing in the start, the presets and the dialogs, ${colorScheme}`, async ({ page }) => {
      const designer = await Designer.open(page);
      const clean = async (what: string) => expect.soft(await faults(page, colorScheme), what).toEqual([]);
      await clean('empty start');
      await designer.entry('Store').click();
      await clean('a kind picked');
      await designer.entry('Store').click();

      for (const preset of PRESETS) {
        await designer.button('New').first().click();
        if (preset === PRESETS[0]) await clean('New');
        await designer.dialog.getByRole('button', { name: preset }).click();
        await designer.checked();
        await clean(preset);
      }

      await designer.button('Paste hosts').click();
      await designer.dialog.getByRole('textbox').fill('10.9.9.1 good-1\n10.9.9 bad\n127.0.0.1 localhost');
      await clean('Paste hosts');
      await page.keyboard.press('Escape');
      await designer.button('Settings').click();
      await clean('Settings');
      await page.keyboard.press('Escape');
      await designer.button('Search').click();
      await clean('Search');
      await page.keyboard.press('Escape');
      await designer.canvas.focus();
      await page.keyboard.press('?');
      await clean('Keys');
      await page.keyboard.press('Escape');
      await designer.hosts().first().locator('[data-instance]').first().click({ button: 'right' });
      await clean('the menu');
      await page.getByRole('menuitem', { name: /^More of it/ }).click();
      await clean('more of it');
      await page.keyboard.press('Escape');
      await designer.canvas.focus();
      await page.keyboard.press('m');
      await clean('the map');
      await designer.openFile('broken.json', '{');
      await expect(designer.dialog).toBeVisible();
      await clean('a file that could not be opened');
    });

    test(`axe finds nothing in what is selected and in the panel, ${colorScheme}`, async ({ page }) => {
      const designer = await Designer.open(page, 'Two hosts, nothing optional');
      const clean = async (what: string) => expect.soft(await faults(page, colorScheme), what).toEqual([]);
      await designer.hostName('apim-1').click();
      await clean('host');
      await designer.instance('publisher').click();
      await clean('instance');
      await designer.pane('Properties').getByRole('button', { name: /^gateway-manager/ }).first().click();
      await expect(designer.pane('Properties').getByRole('heading', { name: /^publisher to / })).toBeVisible();
      await clean('link');

      await designer.instance('publisher').click();
      await designer.show('Ports');
      await clean('ports of an instance');
      const files = await designer.show('Files');
      await files.getByRole('button', { name: /^carbon\.xml/ }).click();
      await expect(files.getByRole('region', { name: 'Text of carbon.xml' })).toBeVisible();
      await files.getByText(/values? changed$/).last().click();
      await clean('files');
      await designer.show('Findings');
      await clean('findings');
      await designer.show('Outline');
      await clean('outline');

      // Two servers of one offset: a clash, and a bundle that is asked about.
      await designer.show('Properties');
      await designer.set('Port offset', '1');
      await designer.instance('store').click();
      await designer.set('Port offset', '1');
      await expect(designer.finding('port-clash')).toBeAttached();
      await clean('a clash');
      await designer.hostName('apim-2').click();
      await designer.show('Ports');
      await clean('ports of a host');
      await designer.hostName('apim-2').press('Escape');
      await clean('ports between hosts');
      await designer.canvas.getByRole('button', { name: 'Ports of all links' }).click();
      await designer.button('Download bundle').click();
      await expect(designer.dialog).toBeVisible();
      await clean('blocked download');
    });
  });
}
