import asyncio
import os
import sys

from websockets.asyncio.server import serve
from websockets.exceptions import ConnectionClosed


async def echo(connection):
    try:
        async for message in connection:
            await connection.send(message)
    except ConnectionClosed:
        pass


async def main(port):
    async with serve(echo, os.environ.get("HOST", "127.0.0.1"), port, max_size=64 * 1024 * 1024) as server:
        await server.serve_forever()


asyncio.run(main(int(sys.argv[1])))
