import os
import sys

from aiohttp import WSMsgType, web


async def echo(request):
    socket = web.WebSocketResponse(compress=True, max_msg_size=64 * 1024 * 1024)
    await socket.prepare(request)
    async for message in socket:
        if message.type is WSMsgType.TEXT:
            await socket.send_str(message.data)
        elif message.type is WSMsgType.BINARY:
            await socket.send_bytes(message.data)
    return socket


app = web.Application()
app.router.add_get("/{path:.*}", echo)
web.run_app(app, host=os.environ.get("HOST", "127.0.0.1"), port=int(sys.argv[1]), print=None)
