import { readFile } from 'node:fs/promises';
import { type Download, type Locator, type Page, expect } from '@playwright/test';

/** A spot of the screen, or the middle of an element. */
export type Spot = { x: number; y: number } | Locator;

export type Preset = 'Classic, six hosts' | 'Everything on one host' | 'Two hosts, nothing optional' | 'High availability';

export const PRESETS: Preset[] = [
  'Classic, six hosts',
  'Everything on one host',
  'Two hosts, nothing optional',
  'High availability',
];

export type Tab = 'Properties' | 'Ports' | 'Files' | 'Findings' | 'Outline';

/** What a design file holds that the tests look at. */
export interface Design {
  name: string;
  hosts: { id: string; name: string; at: { x: number; y: number } }[];
  instances: { id: string; kind: string; host: string }[];
}

/** A name, and nothing but what stands beside it in the same button. */
const begins = (name: string) => new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}( |$)`);

/** The page, by role and name as a person knows it; by the promised attributes where the drawing is meant. */
export class Designer {
  readonly palette: Locator;
  readonly canvas: Locator;
  readonly inspector: Locator;
  readonly status: Locator;
  readonly dialog: Locator;

  private constructor(readonly page: Page) {
    this.palette = page.getByRole('complementary', { name: 'Palette' });
    this.canvas = page.getByRole('main', { name: 'Canvas' });
    this.inspector = page.getByRole('complementary', { name: 'Inspector' });
    this.status = page.getByRole('status');
    this.dialog = page.getByRole('dialog');
  }

  static async open(page: Page, preset?: Preset): Promise<Designer> {
    const designer = new Designer(page);
    await page.goto('./');
    await designer.started();
    if (preset) await designer.begin(preset);
    return designer;
  }

  async started() {
    await expect(this.page.locator('html[data-started]')).toBeAttached();
  }

  /** Begins with a preset, from the empty page, and waits until it is in view. */
  async begin(preset: Preset) {
    await this.canvas.getByRole('button', { name: preset }).click();
    await expect(this.hosts().first()).toBeVisible();
    await this.checked();
  }

  /** Waits for the findings of the present design: every design that can be begun with has some. */
  async checked() {
    await expect(this.tab('Findings')).toHaveAccessibleName(/\d/);
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  // The palette and the canvas

  entry(label: string) {
    return this.palette.getByRole('button', { name: begins(label) });
  }

  hosts() {
    return this.canvas.locator('[data-host]');
  }

  host(name: string) {
    return this.canvas.getByRole('group', { name: `Host ${name}`, exact: true });
  }

  /** The part of a host that is held, clicked and focused. */
  hostName(name: string) {
    return this.host(name).getByRole('button', { name: begins(name) });
  }

  instance(id: string) {
    return this.page.locator(`[data-instance="${id}"]`);
  }

  link(from: string, to: string, kind: string) {
    return this.page.locator(`[data-link="${from} ${to} ${kind}"]`);
  }

  links() {
    return this.page.locator('[data-link]');
  }

  /** The offset of an instance, as attribute and as text: `+1`, or `0`. */
  async expectOffset(id: string, offset: number) {
    await expect(this.instance(id)).toHaveAttribute('data-offset', String(offset));
    await expect(this.instance(id)).toContainText(offset ? `+${offset}` : '0');
  }

  /** Which instances each host holds, in the order of display. */
  async layout(): Promise<Record<string, string[]>> {
    return this.hosts().evaluateAll(hosts =>
      Object.fromEntries(
        hosts.map(host => [
          host.getAttribute('aria-label')!.replace('Host ', ''),
          [...host.querySelectorAll('[data-instance]')].map(one => one.getAttribute('data-instance')!),
        ]),
      ),
    );
  }

  // The pointer

  /** A place of the ground, from the canvas' upper left corner. */
  async ground(x: number, y: number) {
    const box = (await this.canvas.boundingBox())!;
    return { x: box.x + x, y: box.y + y };
  }

  async spot(of: Spot) {
    if ('x' in of) return of;
    const box = await of.boundingBox();
    if (!box) throw new Error(`not to be seen: ${of}`);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async press(what: Locator) {
    await what.hover();
    await this.page.mouse.down();
  }

  async carry(to: Spot) {
    const { x, y } = await this.spot(to);
    await this.page.mouse.move(x, y, { steps: 6 });
  }

  async drag(what: Locator, to: Spot) {
    await this.press(what);
    await this.carry(to);
    await this.page.mouse.up();
  }

  // The panel

  tab(name: Tab) {
    return this.inspector.getByRole('tab', { name: new RegExp(`^${name}`) });
  }

  async show(name: Tab) {
    await this.tab(name).click();
    return this.pane(name);
  }

  pane(name: Tab) {
    return this.inspector.getByRole('tabpanel', { name: new RegExp(`^${name}`) });
  }

  field(label: string) {
    return this.pane('Properties').getByRole('textbox', { name: label, exact: true });
  }

  finding(code: string) {
    return this.page.locator(`[data-finding="${code}"]`);
  }

  /** Types into a field of the inspector and sends it. */
  async set(label: string, value: string) {
    await this.field(label).fill(value);
    await this.field(label).press('Enter');
  }

  // Files

  /** The text of what the browser is given to download. */
  async download(start: () => Promise<unknown>): Promise<{ name: string; bytes: Buffer }> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), start()]);
    return { name: download.suggestedFilename(), bytes: await contents(download) };
  }

  async saved(): Promise<{ text: string; design: Design }> {
    const { bytes } = await this.download(() => this.button('Save design').click());
    const text = bytes.toString();
    return { text, design: JSON.parse(text) };
  }

  async openFile(name: string, text: string) {
    const file = { name, mimeType: 'application/json', buffer: Buffer.from(text) };
    await this.page.getByLabel('Open design').setInputFiles(file);
  }
}

async function contents(download: Download) {
  return readFile(await download.path());
}
