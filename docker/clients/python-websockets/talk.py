"""Says a few things to an echo server, awaits each of them, and ends with 1000."""
import asyncio
import sys

from websockets.asyncio.client import connect

SAID = ["hello", "", "grüße, 世界, 🎉", "long " * 14000, bytes([7]) * 300, bytes([1]) * 70000]


async def main(url):
    async with connect(url, max_size=2**25, proxy=None) as ws:
        await (await ws.ping(b"are you there?"))
        for message in SAID:
            await ws.send(message)
            if await ws.recv() != message:
                sys.exit("an echo differs from what was said")
        await ws.close(1000, "that was all")


asyncio.run(main(sys.argv[1]))
