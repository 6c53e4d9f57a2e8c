// http-proxy before one origin; "no-upgrade" leaves out the line that passes upgrades on.
const http = require('http');
const httpProxy = require('http-proxy');

const [port, origin, config] = process.argv.slice(2);
const proxy = httpProxy.createProxyServer({ target: { host: '127.0.0.1', port: Number(origin) } });
proxy.on('error', (error, request, response) => {
  if (response.writeHead) {
    response.writeHead(502).end();
  } else {
    response.destroy();
  }
});
const server = http.createServer((request, response) => proxy.web(request, response));
if (config !== 'no-upgrade') {
  server.on('upgrade', (request, socket, head) => proxy.ws(request, socket, head));
}
server.listen(Number(port), '127.0.0.1');
