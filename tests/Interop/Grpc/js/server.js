'use strict';

// A grpc-js server with every method of interop.proto; prints its port and serves until its input closes.

const { grpc, Peer, echoInitial, echoTrailing, options } = require('./contract');

function echoMetadata(call) {
  const initial = call.metadata.get(echoInitial);
  const trailing = call.metadata.get(echoTrailing);
  const headers = new grpc.Metadata();
  const trailers = new grpc.Metadata();
  if (initial.length > 0) {
    headers.set(echoInitial, initial[0]);
    call.sendMetadata(headers);
  }
  if (trailing.length > 0) {
    trailers.set(echoTrailing, trailing[0]);
  }
  return trailers;
}

function answer(ask) {
  return { payload: Buffer.alloc(ask.answer_bytes) };
}

const handlers = {
  Empty: (call, done) => done(null, {}),

  Unary: (call, done) => {
    const trailers = echoMetadata(call);
    const ask = call.request;
    if (ask.status_code > 0) {
      done({ code: ask.status_code, details: ask.status_text, metadata: trailers });
    } else {
      done(null, answer(ask), trailers);
    }
  },

  Up: (call, done) => {
    let bytes = 0;
    call.on('data', ask => { bytes += ask.payload.length; });
    call.on('end', () => done(null, { payload_bytes: bytes }));
  },

  Down: call => {
    for (const size of call.request.answer_bytes) {
      call.write({ payload: Buffer.alloc(size) });
    }
    call.end();
  },

  Both: call => {
    const trailers = echoMetadata(call);
    let failed = false;
    call.on('data', ask => {
      if (ask.status_code > 0) {
        failed = true;
        call.emit('error', { code: ask.status_code, details: ask.status_text, metadata: trailers });
      } else {
        setTimeout(() => call.write(answer(ask)), ask.sleep_ms).unref();
      }
    });
    call.on('end', () => {
      if (!failed) {
        setTimeout(() => call.end(trailers), 0);
      }
    });
  },
};

const server = new grpc.Server(options);
const { Missing, ...served } = Peer.service;
server.addService(served, handlers);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) {
    throw error;
  }
  console.log(`ready ${port}`);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit(0));
