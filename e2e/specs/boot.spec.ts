import { expect, test } from '@playwright/test';
import { readFileSync } from 'node:fs';

declare global {
  function startEngine(): Worker;
}

test('the shell is visible before the WebAssembly arrives', async ({ page }) => {
  await page.route('**/*.wasm', () => {}); // never answered
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'apim-designer' })).toBeVisible();
  for (const part of ['Palette', 'Canvas', 'Inspector']) {
    const box = await page.getByLabel(part, { exact: true }).boundingBox();
    expect(box?.width, part).toBeGreaterThan(100);
    expect(box?.height, part).toBeGreaterThan(100);
  }
  await expect(page.getByLabel('Palette')).toContainText('Key manager');
});

test('the page starts without an error and asks nobody else', async ({ page, baseURL }) => {
  const errors: string[] = [];
  const elsewhere: string[] = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) errors.push(message.text());
  });
  page.on('pageerror', error => errors.push(error.message));
  page.on('request', request => {
    if (!request.url().startsWith(baseURL!) && !request.url().startsWith('data:')) elsewhere.push(request.url());
  });
  const wasm = page.waitForResponse(/\.wasm$/);
  await page.goto('./');
  expect((await wasm).headers()['content-type']).toBe('application/wasm');
  await expect(page.locator('html[data-started]')).toBeAttached();
  await page.waitForLoadState('networkidle');
  expect(errors).toEqual([]);
  expect(elsewhere).toEqual([]);
});

test('a host that does not know the type of WebAssembly serves the page as well', async ({ page }) => {
  await page.route('**/*.wasm', async route => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-type': 'application/octet-stream' } });
  });
  // The engine comes when the browser is idle, by the same kind of host.
  const engine = page.waitForResponse(/engine-\w+_bg\.wasm$/);
  await page.goto('./');
  await expect(page.locator('html[data-started]')).toBeAttached();
  await (await engine).finished();
});

test('a page that cannot start says so', async ({ page }) => {
  await page.route('**/*.wasm', route => route.fulfill({ status: 404 }));
  await page.goto('./');
  await expect(page.getByRole('status')).toContainText('could not start');
});

test('the content security policy is in the page, in the headers, and works', async ({ page }) => {
  const response = await page.goto('./');
  await expect(page.locator('html[data-started]')).toBeAttached();
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain("'unsafe-inline'");
  // A meta element can't say who may frame the page; a header can.
  const header = `${policy}; frame-ancestors 'none'`;
  expect(response?.headers()['content-security-policy']).toBe(header);
  expect(readFileSync('public/_headers', 'utf8')).toContain(header);

  const refused = await page.evaluate(async () => {
    const violated: string[] = [];
    document.addEventListener('securitypolicyviolation', event => violated.push(event.effectiveDirective));
    const attempt = async (what: () => unknown) => {
      violated.length = 0;
      // In a task of its own: within evaluate the debugger may do what the page may not.
      const thrown = await new Promise<string>(done => setTimeout(async () => {
        try { await what(); done('allowed'); } catch { done('refused'); }
      }));
      await new Promise(done => setTimeout(done)); // the events come after
      return [thrown, ...new Set(violated)].join(' ');
    };
    return {
      evaluate: await attempt(() => globalThis.eval('1')),
      event: await attempt(() => { document.createElement('p').innerHTML = '<img src=x onerror=alert(1)>'; }),
      worker: await attempt(() => new Worker('boot.js')),
      elsewhere: await attempt(() => fetch('https://example.invalid/')),
    };
  });
  expect(refused).toEqual({
    evaluate: expect.stringMatching(/^refused (require-trusted-types-for|script-src)/),
    event: 'refused', // by the default policy
    worker: 'refused require-trusted-types-for',
    elsewhere: 'refused connect-src',
  });
});

test('the engine runs in a worker, and says what it cannot do', async ({ page }) => {
  await page.goto('./');
  await expect(page.locator('html[data-started]')).toBeAttached();
  const answers = await page.evaluate(async () => {
    const worker = startEngine();
    const ask = (call: string, ...args: string[]) => new Promise(done => {
      worker.onmessage = ({ data }) => done(data);
      worker.postMessage({ id: call, call, args });
    });
    return [await ask('version'), await ask('check', '{'), await ask('unknown')];
  });
  expect(answers).toEqual([
    { id: 'version', value: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
    { id: 'check', refused: expect.stringMatching(/\S/) },
    { fault: expect.stringContaining('has stopped') },
  ]);
});
