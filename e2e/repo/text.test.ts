import { describe, expect, it } from 'vitest';
import { allFiles, exists, isTest, linesWith, read } from './tree.ts';

const textFiles = () => allFiles().filter((file) => !/\.(png|jpg|ico|woff2?|wasm)$/.test(file));

describe('the text of the tree', () => {
  it('names no folder of the machine it was written on', () => {
    expect(linesWith(textFiles(), /(^|[\s'"`(=:])\/(work|home\/[a-z]|Users\/|root\/)/)).toEqual([]);
  });

  it('names no package registry or proxy', () => {
    const files = textFiles().filter((file) => !file.startsWith('e2e/repo/'));
    expect(
      linesWith(files, /registry\.npm|verdaccio|artifactory|https?:\/\/[^/\s'"]*(nexus|proxy|mirror)/i),
    ).toEqual([]);
  });

  it('holds no key, token or private address', () => {
    const secret =
      /-----BEGIN [A-Z ]*PRIVATE KEY|\bAKIA[0-9A-Z]{16}\b|\bghp_\w{30,}|\bnpm_\w{30,}|_authToken/;
    expect(
      linesWith(
        textFiles().filter((file) => !file.startsWith('e2e/repo/')),
        secret,
      ),
    ).toEqual([]);
  });

  it('leaves no test out silently and none in alone', () => {
    expect(linesWith(allFiles().filter(isTest), /\b(it|test|describe)\.(only|skip|todo)\b/)).toEqual([]);
  });
});

describe('the READMEs', () => {
  it('link only to what exists', () => {
    const readmes = allFiles().filter((file) => file.endsWith('.md'));
    const broken = readmes.flatMap((file) => {
      const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
      const links = [...read(file).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map((match) => match[1] ?? '');
      return links.filter((link) => !exists(folder + link)).map((link) => `${file}: ${link}`);
    });
    expect(broken).toEqual([]);
  });
});
