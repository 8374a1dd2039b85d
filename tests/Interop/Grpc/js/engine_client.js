'use strict';

// Asks the engine at argv[2] with grpc-js and the token in argv[3], knowing the schema only; prints one JSON line a case.

const assert = require('node:assert/strict');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const definition = loader.loadSync('miaia/v1/engine.proto', {
  includeDirs: [path.join(__dirname, '..')],
  keepCase: true,
  longs: Number,
  defaults: true,
});
const { Engine } = grpc.loadPackageDefinition(definition).miaia.v1;
const { serialize: pack, parse } = frameCodec();
const client = new Engine(process.argv[2], grpc.credentials.createInsecure());
const code = grpc.status;
const patience = () => ({ deadline: Date.now() + 20000 });
const same = bytes => bytes;

function token(value = process.argv[3]) {
  const metadata = new grpc.Metadata();
  metadata.set('authorization', value);
  return metadata;
}

// proto-loader gives no codec of a single message; protobufjs, which it stands on, does.
function frameCodec() {
  const protobuf = require('protobufjs');
  const root = new protobuf.Root();
  root.resolvePath = (_, target) => path.join(__dirname, '..', target.slice(target.indexOf('miaia')));
  root.loadSync('miaia/v1/session.proto', { keepCase: true });
  const study = root.lookupType('miaia.v1.StudyFrame');
  const engine = root.lookupType('miaia.v1.EngineFrame');
  return {
    serialize: frame => Buffer.from(study.encode(study.fromObject(frame)).finish()),
    parse: bytes => engine.decode(bytes),
  };
}

function hello(epoch) {
  return pack({
    epoch,
    hello: {
      protocol_version: 5, instrument: 'ES', contract: 'ESH24_FUT_CME', tick_size_points: 0.25, tick_value_usd: 12.5, mode: 1,
      book_depth_levels: 10,
    },
  });
}

function bar(epoch, counter) {
  return pack({
    epoch,
    counter,
    bar_close: {
      start_unix_us: 1703545200000000, period_seconds: 60, open_ticks: 19240, high_ticks: 19240, low_ticks: 19240, close_ticks: 19240,
      volume_lots: 5, bid_volume_lots: 2, ask_volume_lots: 3, trades: 2,
    },
  });
}

function raw(method, bytes) {
  return new Promise((resolve, reject) => client.makeUnaryRequest(
    method, same, same, bytes, token(), patience(), (error, answer) => (error ? reject(error) : resolve(answer))));
}

function statusOf(call) {
  return new Promise(resolve => {
    call.on('data', () => {});
    call.on('error', () => {}); // the status says it
    call.on('status', status => resolve(status.code));
  });
}

function attachRaw(bytes) {
  const call = client.makeBidiStreamRequest('/miaia.v1.Engine/Attach', same, same, token(), patience());
  call.write(bytes);
  return call;
}

const cases = {
  async health() {
    // HealthCheckRequest.service is field 1; HealthCheckResponse.status is field 1, and 1 is SERVING.
    const service = Buffer.from('miaia.v1.Engine');
    const answer = await raw('/grpc.health.v1.Health/Check', Buffer.concat([Buffer.from([10, service.length]), service]));
    assert.deepEqual([...answer], [8, 1]);
  },

  async reflection() {
    // ServerReflectionRequest.list_services is field 7.
    const call = client.makeBidiStreamRequest(
      '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo', same, same, token(), patience());
    const answers = [];
    call.on('data', answer => answers.push(answer));
    const ended = new Promise(resolve => call.on('status', resolve));
    call.on('error', () => {});
    call.write(Buffer.from([58, 1, 42]));
    call.end();
    await ended;
    const text = Buffer.concat(answers).toString('latin1');
    assert.ok(text.includes('miaia.v1.Engine') && text.includes('grpc.health.v1.Health'), text);
  },

  async attach() {
    const call = client.Attach(token(), patience());
    const bodies = [];
    let acknowledged = 0;
    const ended = new Promise(resolve => call.on('status', resolve));
    call.on('error', () => {});
    call.on('data', message => {
      for (const frame of message.frame.map(parse)) {
        bodies.push(frame.welcome ? 'welcome' : 'other');
        if (frame.ack && Number(frame.ack.counter) >= 2) {
          acknowledged = Number(frame.ack.counter);
          call.end();
        }
      }
    });
    call.write({ frame: [hello(78), bar(78, 1), bar(78, 2)] });
    const status = await ended;
    assert.equal(status.code, code.OK);
    assert.equal(bodies[0], 'welcome');
    assert.equal(acknowledged, 2);
  },

  async attach_malformed() {
    assert.equal(await statusOf(attachRaw(Buffer.from([0xff, 0xff, 0xff]))), code.INVALID_ARGUMENT);
  },

  async attach_oversized() {
    const call = client.Attach(token(), patience());
    call.write({ frame: [Buffer.alloc(65537)] });
    assert.equal(await statusOf(call), code.RESOURCE_EXHAUSTED);
  },

  async without_token() {
    for (const metadata of [new grpc.Metadata(), token(`Bearer ${'0'.repeat(64)}`)]) {
      const call = client.makeBidiStreamRequest('/miaia.v1.Engine/Attach', same, same, metadata, patience());
      // Refused before the message is read: these bytes are none.
      call.write(Buffer.from([0xff, 0xff, 0xff]));
      assert.equal(await statusOf(call), code.UNAUTHENTICATED);
    }
  },

  async state() {
    const state = await new Promise((resolve, reject) => client.GetState(
      {}, token(), patience(), (error, answer) => (error ? reject(error) : resolve(answer))));
    const es = state.instrument.find(i => i.instrument === 'ES');
    assert.deepEqual([es.newest_counter, es.bars], [2, 2]);
  },
};

async function main() {
  for (const [name, run] of Object.entries(cases)) {
    const outcome = await run().then(() => 'ok', error => error.stack);
    console.log(JSON.stringify({ case: name, outcome }));
  }
  client.close();
}

main();
