import { WebSocketServer } from "ws";

const server = new WebSocketServer({
  host: process.env.HOST ?? "127.0.0.1",
  port: Number(process.argv[2] ?? 9001),
  perMessageDeflate: true,
  maxPayload: 64 * 1024 * 1024,
});

server.on("connection", (socket) => {
  socket.on("error", (error) => console.error(error.message));
  socket.on("message", (data, isBinary) => socket.send(data, { binary: isBinary }));
});
