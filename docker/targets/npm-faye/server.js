import http from "node:http";
import WebSocket from "faye-websocket";
import deflate from "permessage-deflate";

const listener = http.createServer((request, response) => {
  response.writeHead(404);
  response.end();
});

listener.on("upgrade", (request, socket, head) => {
  if (!WebSocket.isWebSocket(request)) {
    socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    return;
  }
  const connection = new WebSocket(request, socket, head, [], {
    extensions: [deflate],
    maxLength: 64 * 1024 * 1024,
  });
  connection.on("error", (event) => console.error(event.message));
  connection.on("message", (event) => connection.send(event.data));
});

listener.listen(Number(process.argv[2] ?? 9001), process.env.HOST ?? "127.0.0.1");
