// The examples for partner systems against a real broker, while the five cases run. MITHAQ: the command that runs the program; MITHAQ_TEST_RABBITMQ: the folder of
// a node that deploy/services.sh started.
import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import amqp from 'amqplib';
import { CloudEvent } from 'cloudevents';

const root = resolve(import.meta.dirname, '../..');
const service = (...args) => execFileSync('bash', ['deploy/services.sh', 'rabbitmq', args[0], process.env.MITHAQ_TEST_RABBITMQ, ...args.slice(1)], { cwd: root, encoding: 'utf8' }).trim();
const broker = service('start');
const [program, ...first] = process.env.MITHAQ.split(' ');
const folder = mkdtempSync(join(tmpdir(), 'mithaq-partners-'));
const children = [];

/** Without blocking: meanwhile this program answers the broker's heartbeats. */
const run = promisify(execFile);

/** Starts a program and waits for a line on stderr; its stdout lines are collected. */
const listening = (command, args, options) =>
  new Promise((ready, failed) => {
    const child = spawn(command, args, options);
    children.push(child);
    const lines = [];
    createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
      if (errors.includes(' listens')) ready(lines);
    });
    child.on('exit', (code) => failed(new Error(`${command} ended with ${code}: ${errors}`)));
  });

const until = async (condition, what) => {
  for (const end = Date.now() + 60_000; !condition(); ) {
    assert.ok(Date.now() < end, `not within a minute: ${what()}`);
    await new Promise((resume) => setTimeout(resume, 50));
  }
};

const everything = [];
let report;
let typed;
let plain;
let ads;

before(async () => {
  // Mithaq declares the exchange when it first starts; the subscribers are there before.
  const connection = await amqp.connect(broker);
  const channel = await connection.createChannel();
  await channel.assertExchange('mithaq.events', 'topic', { durable: true });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, 'mithaq.events', '#');
  await channel.consume(queue, (message) => everything.push({ properties: message.properties, body: JSON.parse(message.content) }), { noAck: true });
  children.push({ kill: () => connection.close() });

  // What an earlier run left there.
  for (const left of ['ads.events', 'ads.events-dotnet']) await channel.deleteQueue(left);
  ads = service('partner', 'ads');
  plain = await listening('node', ['subscriber.mjs', 'ads'], { cwd: join(root, 'deploy/examples/node'), env: { ...process.env, MITHAQ_BROKER: ads } });

  await run('dotnet', ['pack', 'Contracts', '-c', 'Release', '-o', join(folder, 'packages'), '-v', 'q', '--nologo'], { cwd: root });
  await run('dotnet', ['build', join(root, 'deploy/examples/dotnet'), '-v', 'q', '--nologo', '-o', join(folder, 'subscriber'), `-p:RestoreAdditionalProjectSources=${join(folder, 'packages')}`,
    `-p:RestorePackagesPath=${join(folder, 'restored')}`, `-p:BaseIntermediateOutputPath=${join(folder, 'obj')}/`]);
  typed = await listening('dotnet', [join(folder, 'subscriber/Subscriber.dll'), 'ads'], { env: { ...process.env, MITHAQ_BROKER: ads } });

  ({ stdout: report } = await run(program, [...first, 'scenario', '--json', '--bus', 'rabbitmq'], {
    cwd: root, maxBuffer: 256 * 1024 * 1024,
    env: { ...process.env, Mithaq__Messaging__Host: broker },
  }));
  const { events } = JSON.parse(report.trim().split('\n').at(-1));
  await until(() => everything.length >= events, () => `${everything.length} messages of ${events}`);
});

after(async () => {
  for (const child of children) await child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const ofAds = () => plain.map((line) => JSON.parse(line));

test('every message is a CloudEvent whose data has the published form, and no header tells of other receivers', async () => {
  const ajv = addFormats(new Ajv({ strict: false }));
  const schemas = JSON.parse(execFileSync(program, [...first, 'contract', 'schemas'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }));
  const checks = new Map(Object.entries(schemas).map(([name, schema]) => [name, ajv.compile(schema)]));

  assert.ok(everything.length > 1500, `${everything.length} messages`);
  for (const { properties, body } of everything) {
    new CloudEvent(body); // throws what its schema refuses
    const name = body.type.slice('ma.mithaq.'.length);
    assert.ok(checks.get(name)(body.data), `${name}: ${ajv.errorsText(checks.get(name).errors)}`);
    assert.equal(properties.contentType, 'application/cloudevents+json');
    assert.equal(properties.messageId, body.id);
    assert.equal(properties.headers.BCC, undefined);
  }
});

test('the cases come out alike over the broker and without one', async () => {
  const { stdout } = await run(program, [...first, 'scenario', '--json'], { cwd: root, maxBuffer: 256 * 1024 * 1024 });
  assert.equal(report, stdout);
});

test('each grain arrives in order and without gaps', () => {
  const next = new Map();
  for (const { body } of everything) {
    const expected = (next.get(body.partitionkey) ?? 0) + 1;
    assert.equal(Number(body.sequence), expected, body.partitionkey);
    next.set(body.partitionkey, expected);
  }
});

test('a subscriber in Node receives what its organisation may see, and nothing else', async () => {
  const expected = () => ofAds().length;
  await until(() => expected() > 100 && expected() === typed.length, () => `${plain.length} in Node, ${typed.length} in .NET`);
  const visible = new Set(ofAds().map((event) => `${event.subject} ${event.sequence}`));
  assert.ok(visible.size < everything.length, 'it received everything');
  assert.ok(ofAds().some((event) => event.type === 'ma.mithaq.agreement.text-signed.v1'));
});

test('a subscriber in .NET reads the same messages as the types of the package', async () => {
  await until(() => typed.length === plain.length, () => `${plain.length} in Node, ${typed.length} in .NET`);
  assert.ok(typed.some((line) => /^agreement\/[0-9a-f-]+ signed by \S+ on \d{4}-\d{2}-\d{2}$/.test(line)));
  assert.ok(typed.some((line) => / in force on \d{4}-\d{2}-\d{2}$/.test(line)));
});

test('an account cannot bind the events of another organisation, nor all of them', async () => {
  for (const key of ['cmr.#', '#', '*.agreement.*', 'adsx.#']) {
    const connection = await amqp.connect(ads);
    const channel = await connection.createChannel();
    channel.on('error', () => {});
    await channel.assertQueue('ads.curious', { durable: false });
    await assert.rejects(channel.bindQueue('ads.curious', 'mithaq.events', key), /ACCESS_REFUSED/, key);
    await connection.close();
  }
});
