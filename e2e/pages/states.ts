import { expect } from '@playwright/test';
import type { Designer } from './designer';

/** The main states of the page: how to get there from the empty start. */
export const STATES: Record<string, (designer: Designer) => Promise<unknown>> = {
  start: async () => {},
  classic: designer => designer.begin('Classic, six hosts'),
  instance: async designer => {
    await designer.begin('Two hosts, nothing optional');
    await designer.instance('publisher').click();
    await expect(designer.pane('Properties').getByRole('heading', { name: 'publisher', exact: true })).toBeVisible();
  },
  host: async designer => {
    await designer.begin('Classic, six hosts');
    await designer.hostName('web-1').click();
    await expect(designer.pane('Properties').getByRole('heading', { name: 'web-1' })).toBeVisible();
  },
  link: async designer => {
    await designer.begin('Two hosts, nothing optional');
    await designer.instance('publisher').click();
    await designer.pane('Properties').getByRole('button', { name: /^gateway-manager/ }).first().click();
    await expect(designer.pane('Properties').getByRole('heading', { name: /^publisher to / })).toBeVisible();
  },
  ports: async designer => {
    await designer.begin('Two hosts, nothing optional');
    await designer.instance('store').click();
    await designer.show('Ports');
  },
  files: async designer => {
    await designer.begin('Two hosts, nothing optional');
    await designer.instance('store').click();
    const files = await designer.show('Files');
    await files.getByRole('button', { name: /^carbon\.xml/ }).click();
    await expect(files.getByRole('region', { name: 'Text of carbon.xml' })).toBeVisible();
  },
  findings: async designer => {
    await designer.begin('Two hosts, nothing optional');
    await clash(designer);
    await designer.show('Findings');
  },
  outline: async designer => {
    await designer.begin('Two hosts, nothing optional');
    await designer.instance('publisher').click();
    await designer.show('Outline');
  },
  settings: async designer => {
    await designer.begin('Two hosts, nothing optional');
    await designer.button('Settings').click();
    await expect(designer.dialog).toBeVisible();
  },
  search: async designer => {
    await designer.begin('Two hosts, nothing optional');
    await designer.page.keyboard.press('Control+k');
    await expect(designer.dialog.getByRole('option').first()).toBeVisible();
  },
  keys: async designer => {
    await designer.begin('Two hosts, nothing optional');
    await designer.canvas.focus();
    await designer.page.keyboard.press('?');
    await expect(designer.dialog).toBeVisible();
  },
};

/** Pins two servers of one host to one offset. */
export async function clash(designer: Designer) {
  await designer.show('Properties');
  for (const id of ['publisher', 'store']) {
    await designer.instance(id).click();
    await designer.set('Port offset', '3');
  }
  await expect(designer.finding('port-clash')).toBeAttached();
}
