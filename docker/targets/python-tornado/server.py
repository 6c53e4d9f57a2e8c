import asyncio
import os
import sys

from tornado.web import Application
from tornado.websocket import WebSocketClosedError, WebSocketHandler


class Echo(WebSocketHandler):
    def check_origin(self, origin):
        return True

    def get_compression_options(self):
        return {}

    async def on_message(self, message):
        try:
            await self.write_message(message, binary=isinstance(message, bytes))
        except WebSocketClosedError:
            pass


async def main(port):
    app = Application(
        [(r"/.*", Echo)], websocket_max_message_size=64 * 1024 * 1024
    )
    app.listen(port, os.environ.get("HOST", "127.0.0.1"))
    await asyncio.Event().wait()


asyncio.run(main(int(sys.argv[1])))
