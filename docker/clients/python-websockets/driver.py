"""Goes through all cases of a fuzzing server with the client of websockets."""
import asyncio
import sys

import websockets
from websockets.asyncio.client import connect

AGENT = "websockets-" + websockets.__version__


async def case_count(server):
    async with connect(server + "/getCaseCount") as ws:
        return int(await ws.recv())


async def run_case(server, number):
    url = f"{server}/runCase?case={number}&agent={AGENT}"
    try:
        async with connect(url, max_size=2**25, proxy=None) as ws:
            async for message in ws:
                await ws.send(message)
    except (websockets.WebSocketException, EOFError, OSError, TimeoutError):
        pass


async def main(server):
    count = await case_count(server)
    for number in range(1, count + 1):
        await run_case(server, number)
    async with connect(f"{server}/updateReports?agent={AGENT}"):
        pass


asyncio.run(main(sys.argv[1].rstrip("/")))
