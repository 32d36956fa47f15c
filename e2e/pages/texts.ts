import { readFileSync, readdirSync } from 'node:fs';

/** The texts of a language that have no arguments, by key; as a person reads them. */
export function texts(language: string): Record<string, string> {
  const folder = `texts/${language}`;
  const lines = readdirSync(folder).flatMap(file => readFileSync(`${folder}/${file}`, 'utf8').split('\n'));
  const plain = lines.map(line => /^([a-z0-9-]+) = ([^{}]+)$/.exec(line)).filter(found => found !== null);
  return Object.fromEntries(plain.map(([, key, text]) => [key, text]));
}
