// Says a few things to an echo server, awaits each of them, and ends with 1000.
const WebSocket = require('ws');
const said = ['hello', '', 'grüße, 世界, 🎉', 'long '.repeat(14000), Buffer.alloc(300, 7), Buffer.alloc(70000, 1)];
const ws = new WebSocket(process.argv[2]);
let next = 0;
const say = () => (next < said.length ? ws.send(said[next++]) : ws.close(1000, 'that was all'));
ws.on('open', () => ws.ping('are you there?'));
ws.on('pong', say);
ws.on('message', say);
ws.on('error', (error) => {
  console.error(error.message);
  process.exitCode = 1;
});
