// The test loop of the Autobahn fuzzing server, as ws's own repository has it.
const WebSocket = require('ws');
const server = process.argv[2];
let count = 0;
function next(i) {
  if (i > count) return report();
  const ws = new WebSocket(`${server}/runCase?case=${i}&agent=ws`);
  ws.on('message', (data, isBinary) => ws.send(data, { binary: isBinary }));
  ws.on('close', () => next(i + 1));
  ws.on('error', () => {});
}
function report() {
  const ws = new WebSocket(`${server}/updateReports?agent=ws`);
  ws.on('close', () => process.exit());
  ws.on('error', () => {});
}
const ws = new WebSocket(`${server}/getCaseCount`);
ws.on('message', (data) => { count = parseInt(data); });
ws.on('close', () => next(1));
