import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

const cli = resolve(process.env.CARGO_TARGET_DIR ?? 'target', 'cli/apim-designer');

/** Builds the command line as it is shipped, before all tests; nothing to do where scripts/test has built it. */
export default function build() {
  execFileSync('cargo', ['build', '--quiet', '--locked', '--profile', 'cli', '--bin', 'apim-designer'], { stdio: 'inherit' });
}

/** The bundle that the command line makes of a design; both lie beside each other under the path given. */
export function generate(design: string, path: string): Buffer {
  const [from, to] = [`${path}.json`, `${path}.zip`];
  writeFileSync(from, design);
  execFileSync(cli, ['generate', from, '-o', to]);
  return readFileSync(to);
}

/** A preset as a design file, as text. */
export function preset(name: string): string {
  return execFileSync(cli, ['new', '--preset', name]).toString();
}
