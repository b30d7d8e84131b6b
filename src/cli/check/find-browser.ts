import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { env, platform } from 'node:process';
import type { Browser } from 'puppeteer-core';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A browser of its own, which asks no other host for anything. In a container there is no sandbox to be had. */
const flags = ['--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const inContainer = (): boolean => platform === 'linux' && (!!env.CI || process.getuid?.() === 0);

/** The path of an installed Chromium: `CHROME_PATH`, the PATH, the usual places. */
function findChromium(): string | undefined {
  if (env.CHROME_PATH) return env.CHROME_PATH;
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...places];
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Starts a browser. What it throws is for the user. */
export async function openBrowser(): Promise<Browser> {
  const puppeteer = await import('puppeteer-core').catch((): never => {
    throw new Error('ecom-events check needs puppeteer-core: npm install --save-dev puppeteer-core');
  });
  const executablePath = findChromium();
  if (!executablePath) throw new Error('No Chromium, Chrome or Edge was found: install one, or set CHROME_PATH to its program.');
  try {
    return await puppeteer.launch({ executablePath, args: [...flags, ...(inContainer() ? ['--no-sandbox'] : [])] });
  } catch (error) {
    throw new Error(`${executablePath} did not start: ${(error as Error).message.split('\n')[0]}`, { cause: error });
  }
}
