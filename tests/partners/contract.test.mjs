// What `contract asyncapi` prints is judged by AsyncAPI's own parser. MITHAQ: the command that runs the program.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { Parser } from '@asyncapi/parser';

const [program, ...first] = (process.env.MITHAQ ?? 'dotnet run --no-build -c Release --project ../../Silo --').split(' ');
const mithaq = (...args) => execFileSync(program, [...first, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });

test('the AsyncAPI document is valid', async () => {
  const { document, diagnostics } = await new Parser().parse(mithaq('contract', 'asyncapi'));
  assert.deepEqual(diagnostics.filter((d) => d.severity === 0), []);
  assert.ok(document, 'the parser gave no document');
  assert.equal(document.version(), '3.0.0');

  const [operation] = document.operations().all();
  assert.equal(operation.action(), 'send');
  const [channel] = document.channels().all();
  assert.equal(channel.address(), '{organisation}.{grain}.{event}');
  assert.ok(channel.messages().all().length > 200);
});

test('a message that the document describes has the schema of its own event', async () => {
  const { document } = await new Parser().parse(mithaq('contract', 'asyncapi'));
  const signed = document.messages().all().find((m) => m.name() === 'ma.mithaq.agreement.text-signed.v1');
  const [, own] = signed.payload().allOf();
  assert.equal(own.property('type').const(), 'ma.mithaq.agreement.text-signed.v1');
  assert.deepEqual(Object.keys(own.property('data').properties()).slice(0, 4), ['party', 'signatory', 'text', 'actDate']);
});
