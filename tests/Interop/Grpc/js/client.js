'use strict';

// Runs every case against the server at argv[2] with grpc-js; prints one JSON line a case.

const assert = require('node:assert/strict');
const { grpc, Peer, echoInitial, echoTrailing, options } = require('./contract');

const code = grpc.status;
const client = new Peer(process.argv[2], grpc.credentials.createInsecure(), options);
const within = ms => ({ deadline: Date.now() + ms });
const patience = () => within(20000);

// A unary or client-streaming call: its response or error, and what came beside it.
function single(start) {
  return new Promise(resolve => {
    const seen = { headers: null, status: null };
    const call = start((error, response) => Object.assign(seen, { error, response }));
    call.on('metadata', headers => { seen.headers = headers; });
    call.on('status', status => { seen.status = status; resolve(seen); });
  });
}

// A streaming call, read to its end.
function readAll(call, onAnswer = () => {}) {
  return new Promise(resolve => {
    const seen = { sizes: [], headers: null, status: null };
    call.on('metadata', headers => { seen.headers = headers; });
    call.on('data', answer => { seen.sizes.push(answer.payload.length); onAnswer(seen.sizes.length, call); });
    call.on('error', () => {}); // the status says it
    call.on('status', status => { seen.status = status; resolve(seen); });
  });
}

function sendEach(call, asks) {
  asks.forEach(ask => call.write(ask));
  call.end();
  return call;
}

function assertStatus(seen, expected, details) {
  assert.equal(seen.status.code, expected);
  if (details !== undefined) {
    assert.equal(seen.status.details, details);
  }
}

const specialText = '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n';

const cases = {
  async empty_unary() {
    const seen = await single(done => client.Empty({}, new grpc.Metadata(), patience(), done));
    assertStatus(seen, code.OK);
    assert.deepEqual(seen.response, {});
  },

  async large_unary() {
    const ask = { payload: Buffer.alloc(271828), answer_bytes: 314159 };
    const seen = await single(done => client.Unary(ask, new grpc.Metadata(), patience(), done));
    assertStatus(seen, code.OK);
    assert.ok(seen.response.payload.equals(Buffer.alloc(314159)));
  },

  async client_streaming() {
    const seen = await single(done => sendEach(
      client.Up(new grpc.Metadata(), patience(), done),
      [27182, 8, 1828, 45904].map(size => ({ payload: Buffer.alloc(size) }))));
    assertStatus(seen, code.OK);
    assert.equal(seen.response.payload_bytes, 74922);
  },

  async server_streaming() {
    const seen = await readAll(client.Down({ answer_bytes: [31415, 9, 2653, 58979] }, patience()));
    assertStatus(seen, code.OK);
    assert.deepEqual(seen.sizes, [31415, 9, 2653, 58979]);
  },

  async ping_pong() {
    const rounds = [[31415, 27182], [9, 8], [2653, 1828], [58979, 45904]];
    const call = client.Both(patience());
    const send = ([asked, sent]) => call.write({ payload: Buffer.alloc(sent), answer_bytes: asked });
    const reading = readAll(call, answers => (answers < rounds.length ? send(rounds[answers]) : call.end()));
    send(rounds[0]);
    const seen = await reading;
    assertStatus(seen, code.OK);
    assert.deepEqual(seen.sizes, rounds.map(([asked]) => asked));
  },

  async empty_stream() {
    const seen = await readAll(sendEach(client.Both(patience()), []));
    assertStatus(seen, code.OK);
    assert.deepEqual(seen.sizes, []);
  },

  async cancel_after_begin() {
    const seen = await single(done => {
      const call = client.Up(new grpc.Metadata(), patience(), done);
      setImmediate(() => call.cancel());
      return call;
    });
    assertStatus(seen, code.CANCELLED);
  },

  async cancel_after_first_response() {
    const call = client.Both(patience());
    const reading = readAll(call, () => call.cancel());
    call.write({ answer_bytes: 31415 });
    const seen = await reading;
    assertStatus(seen, code.CANCELLED);
    assert.deepEqual(seen.sizes, [31415]);
  },

  async timeout_on_sleeping_server() {
    const call = client.Both(within(200));
    const reading = readAll(call);
    call.write({ sleep_ms: 10000 });
    assertStatus(await reading, code.DEADLINE_EXCEEDED);
  },

  async status_code_and_message() {
    const ask = { status_code: 2, status_text: 'test status message' };
    assertStatus(await single(done => client.Unary(ask, new grpc.Metadata(), patience(), done)), code.UNKNOWN, ask.status_text);
    assertStatus(await readAll(sendEach(client.Both(patience()), [ask])), code.UNKNOWN, ask.status_text);
  },

  async special_status_message() {
    const ask = { status_code: 2, status_text: specialText };
    assertStatus(await single(done => client.Unary(ask, new grpc.Metadata(), patience(), done)), code.UNKNOWN, specialText);
  },

  async unimplemented_method() {
    assertStatus(await single(done => client.Missing({}, new grpc.Metadata(), patience(), done)), code.UNIMPLEMENTED);
  },

  async unimplemented_service() {
    const empty = Peer.service.Empty;
    assertStatus(await single(done => client.makeUnaryRequest(
      '/miaia.interop.v1.Nobody/Empty', empty.requestSerialize, empty.responseDeserialize, {}, new grpc.Metadata(), patience(), done)),
    code.UNIMPLEMENTED);
  },

  async custom_metadata() {
    const bytes = Buffer.from([0xab, 0xab, 0xab]);
    const metadata = new grpc.Metadata();
    metadata.set(echoInitial, 'test_initial_metadata_value');
    metadata.set(echoTrailing, bytes);
    const ask = { payload: Buffer.alloc(271828), answer_bytes: 314159 };
    const one = await single(done => client.Unary(ask, metadata, patience(), done));
    const many = await readAll(sendEach(client.Both(metadata, patience()), [ask]));
    for (const seen of [one, many]) {
      assertStatus(seen, code.OK);
      assert.deepEqual(seen.headers.get(echoInitial), ['test_initial_metadata_value']);
      assert.deepEqual(seen.status.metadata.get(echoTrailing), [bytes]);
    }
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
