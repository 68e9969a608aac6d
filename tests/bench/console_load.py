#!/usr/bin/python3
"""The crowd of the console's bench, a process of its own: browsers that keep a page open (server-sent events), programs
that poll the API, telephones that poll a visitor's page. Ends when its standard input closes and then prints what it
has seen as one line of JSON.

    console_load.py ORDER, a file: {"web": "127.0.0.1:8080", "visitors": …, "cookies": [[cookie, page], …],
                                   "polls": [[path, key], …], "pages": [path, …], "every": seconds}
"""
import asyncio
import json
import random
import sys
import time
from pathlib import Path


class Seen:
    def __init__(self):
        self.polled, self.statuses, self.pages_shown, self.lost = [], {}, 0, 0

    def answered(self, status, seconds):
        self.polled.append(seconds)
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def summary(self):
        times = sorted(self.polled)
        share = lambda part: round(times[min(len(times) - 1, int(part * len(times)))] * 1000, 1) if times else None
        return {"answers": len(times), "statuses": self.statuses, "median_ms": share(0.5), "p95_ms": share(0.95),
                "p99_ms": share(0.99), "pages_shown": self.pages_shown, "streams_lost": self.lost}


def head(path, host, **more):
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}", *(f"{name.replace('_', '-')}: {value}" for name, value in more.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


async def open_to(address):
    host, port = address.split(":")
    return await asyncio.open_connection(host, int(port))


async def keep_page_open(address, cookie, page, seen):
    while True:
        reader, writer = await open_to(address)
        writer.write(head(f"/api/events?{page}", address, Cookie=cookie))
        try:
            while line := await reader.readline():
                seen.pages_shown += line.startswith(b"event: page")
        except (ConnectionError, asyncio.LimitOverrunError, ValueError):
            pass
        writer.close()
        seen.lost += 1
        await asyncio.sleep(1)


async def poll(address, path, every, seen, **more):
    tag = None
    await asyncio.sleep(random.random() * every)
    while True:
        begun = time.monotonic()
        try:
            reader, writer = await open_to(address)
            writer.write(head(path, address, **more, **({"If_None_Match": tag} if tag else {})))
            answer = await reader.read()
            writer.close()
            top = answer.split(b"\r\n\r\n", 1)[0].decode().split("\r\n")
            status = top[0].split()[1]
            tag = next((line.split(": ", 1)[1] for line in top if line.lower().startswith("etag:")), None)
        except (OSError, IndexError):
            status = "failed"
        seen.answered(status, time.monotonic() - begun)
        await asyncio.sleep(max(0, begun + every - time.monotonic()))


async def main():
    wanted, seen = json.loads(Path(sys.argv[1]).read_text()), Seen()
    tasks = [asyncio.create_task(keep_page_open(wanted["web"], cookie, page, seen)) for cookie, page in wanted["cookies"]]
    tasks += [asyncio.create_task(poll(wanted["web"], path, wanted["every"], seen, Authorization=f"Bearer {key}"))
              for path, key in wanted["polls"]]
    tasks += [asyncio.create_task(poll(wanted["visitors"], path, wanted["every"], seen,  # by way of a proxy
                                       X_Forwarded_For=f"203.0.{i // 250}.{i % 250}"))
              for i, path in enumerate(wanted["pages"])]
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for task in tasks:
        task.cancel()
    print(json.dumps(seen.summary()), flush=True)


asyncio.run(main())
