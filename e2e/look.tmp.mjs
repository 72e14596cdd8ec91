import { chromium } from '@playwright/test';
import { findBrowser } from './support/browser.mjs';
import { readFileSync } from 'node:fs';
const launch = findBrowser();
const port = process.env.PORT ?? '4400';
const pass = JSON.parse(readFileSync((process.env.DIR ?? '/tmp/pb1') + '/first-passwords.json','utf8'));
export async function open({ width=1440, height=900, dark=false, email='ada' }={}) {
  const browser = await chromium.launch(launch);
  const page = await (await browser.newContext({ viewport:{width,height}, colorScheme: dark?'dark':'light', baseURL:`http://127.0.0.1:${port}`, permissions:['clipboard-read','clipboard-write'] })).newPage();
  page.on('pageerror', e => console.log('PAGEERROR', e.message));
  page.on('console', m => m.type()==='error' && console.log('CONSOLE', m.text().slice(0,300)));
  const p = pass.find(x=>x.email.startsWith(email));
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(p.email);
  await page.getByLabel('Password',{exact:true}).fill(p.password);
  await page.getByRole('button',{name:'Sign in'}).click();
  await page.getByRole('heading',{name:'What should run?'}).waitFor();
  return { browser, page };
}
