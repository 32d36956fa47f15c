import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

// The system's Chromium, else the one that Playwright has downloaded.
const system = '/usr/bin/chromium';
const executablePath = process.env.CHROMIUM || (existsSync(system) ? system : undefined);

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'e2e/results',
  snapshotPathTemplate: 'e2e/look/{arg}{ext}',
  globalSetup: './e2e/pages/cli.ts',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  retries: 0,
  workers: 2,
  reporter: [['list']],
  use: {
    // The server takes any free port and says which; Playwright puts it into the environment (below).
    baseURL: `http://127.0.0.1:${process.env.PAGE_PORT}/`,
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: 'python3 scripts/serve_static.py dist',
    env: { PORT: '0' },
    wait: { stdout: /The page is at http:\/\/127\.0\.0\.1:(?<PAGE_PORT>\d+)\// },
  },
});
