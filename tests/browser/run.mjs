// The browser tests: a real Chromium walks through a real Alongside with the sample England, with axe on every page.
// One line at the end says how many passed.

import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { KeyboardWalker } from './keyboard.mjs';
import { Walker } from './walker.mjs';
import * as anyone from './journeys/anyone.mjs';
import * as broker from './journeys/broker.mjs';
import * as buddies from './journeys/buddies.mjs';
import * as fund from './journeys/fund.mjs';
import * as officer from './journeys/officer.mjs';
import * as person from './journeys/person.mjs';
import * as together from './journeys/together.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const journeys = [anyone, person, broker, officer, fund, buddies, together];
// Not made here: the database's own user must be able to enter it.
const data = join(tmpdir(), `alongside-browser-${process.pid}`);

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

async function startAlongside() {
  const [http, grpc] = [await freePort(), await freePort()];
  const program = process.env.ALONGSIDE_BINARY ?? join(root, 'target', 'debug', 'alongside');
  const people = process.env.ALONGSIDE_SAMPLE_PEOPLE ?? '400';
  const child = spawn(program, ['up', '--data', data, '--http', String(http), '--grpc', String(grpc)], {
    env: { ...process.env, ALONGSIDE_SAMPLE_PEOPLE: people },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((up, failed) => {
    child.stdout.on('data', (text) => {
      process.stdout.write(text);
      if (String(text).includes('Ctrl-C stops it')) up();
    });
    child.on('exit', (code) => failed(new Error(`alongside ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  return { child, site: `http://localhost:${http}` };
}

function browserProgram() {
  const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return process.env.CHROMIUM ?? known.find(existsSync);
}

const tally = { passed: 0, failed: 0 };
async function test(name, act) {
  try {
    await act();
    tally.passed += 1;
    console.log(`ok   ${name}`);
  } catch (error) {
    tally.failed += 1;
    console.log(`FAIL ${name}\n${error.stack ?? error}`);
  }
}

const { child, site } = await startAlongside();
const browser = await chromium.launch({
  executablePath: browserProgram(),
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
try {
  for (const journey of journeys) {
    for (const [name, { keyboard, ...options }, walk] of journey.walks) {
      await test(name, async () => {
        const context = await browser.newContext(options);
        const Kind = keyboard ? KeyboardWalker : Walker;
        const walker = new Kind(await context.newPage(), site);
        try {
          await walk(walker);
          walker.wasEasyToPress();
        } catch (error) {
          await walker.photograph(name);
          throw error;
        } finally {
          await context.close();
        }
      });
    }
  }
} finally {
  await browser.close();
  child.kill('SIGINT');
  await new Promise((ended) => child.on('exit', ended));
  rmSync(data, { recursive: true, force: true });
}
console.log(`browser: ${tally.passed} passed, ${tally.failed} failed`);
process.exit(tally.failed ? 1 : 0);
