'use strict';

// Names and messages of interop.proto for the grpc-js peers.

const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const definition = loader.loadSync(path.join(__dirname, '..', 'interop.proto'), {
  keepCase: true,
  longs: Number,
  defaults: true,
});

module.exports = {
  grpc,
  Peer: grpc.loadPackageDefinition(definition).miaia.interop.v1.Peer,
  echoInitial: 'x-echo-initial',
  echoTrailing: 'x-echo-trailing-bin',
  options: { 'grpc.max_receive_message_length': 4 * 1024 * 1024 },
};
