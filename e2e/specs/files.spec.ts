import { expect, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { Designer } from '../pages/designer';

test('the files of an instance show what was changed, from what, and why', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await designer.instance('store').click();
  const files = await designer.show('Files');
  await expect(files.getByRole('heading', { name: /^Files of store \d+ files$/ })).toBeVisible();
  await files.getByRole('button', { name: /^carbon\.xml \d+ values? changed$/ }).click();

  const text = files.getByRole('region', { name: 'Text of carbon.xml' });
  const offset = text.locator('[data-changed]').filter({ hasText: '<Offset>' });
  await expect(offset).toContainText('<Offset>1</Offset>');
  await expect(offset).toContainText('was 0');
  await expect(offset.locator('p'), 'the reason').toContainText('9443');
  await expect(text.locator('[data-changed]').filter({ hasText: '<ServerKey>' })).toHaveCount(0);

  await files.locator('summary').click();
  await files.getByRole('button', { name: /Ports\/Offset/ }).click();
  await expect(offset).toBeFocused();
  await expect(offset).toBeInViewport();
});

test('another instance has other files, and the same one stays open', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await designer.instance('store').click();
  const files = await designer.show('Files');
  await files.getByRole('button', { name: /^carbon\.xml/ }).click();
  const text = files.getByRole('region', { name: 'Text of carbon.xml' });
  await expect(text).toContainText('<Offset>1</Offset>');

  await designer.instance('publisher').click();
  await expect(files.getByRole('heading', { name: /^Files of publisher/ })).toBeVisible();
  await expect(text).toContainText('<Offset>0</Offset>');
  await designer.instance('mysql').click();
  await expect(files.getByRole('heading', { name: /^Files of mysql/ })).toBeVisible();
  await expect(files.getByRole('button', { name: /^carbon\.xml/ })).toHaveCount(0);
  await expect(files.getByRole('button', { name: /\.sql/ }).first()).toBeVisible();
});

test('the files follow the design', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await designer.instance('store').click();
  const files = await designer.show('Files');
  await files.getByRole('button', { name: /^carbon\.xml/ }).click();
  const text = files.getByRole('region', { name: 'Text of carbon.xml' });
  await expect(text).toContainText('<Offset>1</Offset>');
  await designer.drag(designer.instance('publisher'), designer.hostName('apim-1'));
  await designer.instance('store').click();
  await expect(text).toContainText('<Offset>0</Offset>');
});

test('a saved file is that of the bundle', async ({ page }) => {
  const designer = await Designer.open(page, 'Two hosts, nothing optional');
  await designer.instance('store').click();
  const files = await designer.show('Files');
  await files.getByRole('button', { name: /^api-manager\.xml/ }).click();
  await expect(files.getByRole('region', { name: 'Text of api-manager.xml' })).toBeVisible();
  const file = await designer.download(() => files.getByRole('button', { name: 'Save the file' }).click());
  expect(file.name).toBe('api-manager.xml');
  const bundle = await designer.download(() => designer.button('Download bundle').click());
  const all = unzipSync(new Uint8Array(bundle.bytes));
  const path = Object.keys(all).find(path => path.endsWith('/store/repository/conf/api-manager.xml'))!;
  expect(strFromU8(all[path]!)).toBe(file.bytes.toString());
});
