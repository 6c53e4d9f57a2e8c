import http from "node:http";
import websocket from "websocket";

const listener = http.createServer((request, response) => {
  response.writeHead(404);
  response.end();
});
const server = new websocket.server({
  httpServer: listener,
  maxReceivedFrameSize: 64 * 1024 * 1024,
  maxReceivedMessageSize: 64 * 1024 * 1024,
});

server.on("request", (request) => {
  const connection = request.accept(null, request.origin);
  connection.on("error", (error) => console.error(error.message));
  connection.on("message", (message) => {
    if (message.type === "utf8") {
      connection.sendUTF(message.utf8Data);
    } else {
      connection.sendBytes(message.binaryData);
    }
  });
});

listener.listen(Number(process.argv[2] ?? 9001), process.env.HOST ?? "127.0.0.1");
