'use strict';

// An IB client that we did not write asks everything that ours asks; prints one JSON line an event.
// Arguments: port, client id.

const { IBApi, EventName } = require('@stoqey/ib');

const [port, clientId] = process.argv.slice(2).map(Number);
const ib = new IBApi({ host: '127.0.0.1', port, clientId });

const say = (event, fields) => process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
const names = Object.values(EventName).filter(name => !['all', 'received', 'sent', 'result'].includes(name));
for (const name of names) {
  ib.on(name, (...values) => say(name, { values: values.map(v => (v instanceof Error ? v.message : v)) }));
}

// Commands come as JSON lines: [method, ...arguments]; "end" ends.
require('node:readline').createInterface({ input: process.stdin }).on('line', line => {
  const [method, ...values] = JSON.parse(line);
  if (method === 'end') {
    ib.disconnect();
    setTimeout(() => process.exit(0), 200);
  } else {
    ib[method](...values);
  }
});

ib.connect();
