"""The clients of bench/dispatch/run: residents who post, and workers who listen on their live streams.

    python3 clients.py ready URL
    python3 clients.py measure URL NEEDS_PER_SECOND SECONDS

One process, one thread, raw sockets (asyncio): what it adds to a measured time is its own wake-up, well below a millisecond on
an idle machine. It shares the machine's cores with the server, PostgreSQL and Redis.
"""

import asyncio
import json
import pathlib
import statistics
import sys
import time
import tomllib
import uuid

DATA = pathlib.Path(__file__).resolve().parent.parent.parent / "data"
# Urgent, wants first aid, a certificate and a clearance for homes: offered to the best few at once.
CATEGORY = "welfare_check"
COMMUNITIES = 20


class Client:
    """Requests over one connection that is kept."""

    def __init__(self, url: str, token: str = ""):
        self.host, port = url.removeprefix("http://").split(":")
        self.port, self.token, self.streams = int(port), token, None

    def head(self, method: str, path: str, body: bytes, headers: dict) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.host}:{self.port}", f"Content-Length: {len(body)}"]
        if self.token:
            lines.append(f"Authorization: Bearer {self.token}")
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + body

    async def send(self, method: str, path: str, body=None, headers=None):
        if self.streams is None:
            self.streams = await asyncio.open_connection(self.host, self.port)
        reader, writer = self.streams
        data = b"" if body is None else json.dumps(body).encode()
        headers = dict(headers or {}, **({"Content-Type": "application/json"} if body is not None else {}))
        writer.write(self.head(method, path, data, headers))
        status, length = await read_head(reader)
        text = await reader.readexactly(length) if length else b""
        return status, json.loads(text) if text else {}

    async def expect(self, status: int, method: str, path: str, body=None, headers=None):
        got, answer = await self.send(method, path, body, headers)
        if got != status:
            sys.exit(f"error: {method} {path} answered {got}: {answer}")
        return answer


async def read_head(reader) -> tuple[int, int]:
    """Status and content length of an answer."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
    status, length = int(head[0].split()[1]), 0
    for line in head[1:]:
        name, _, value = line.partition(":")
        if name.lower() == "content-length":
            length = int(value)
    return status, length


async def sign_in(url: str, phone: str) -> Client:
    demo = tomllib.loads((DATA / "demo.toml").read_text())
    client = Client(url)
    sent = await client.expect(202, "POST", "/v1/auth/codes", {"phone": phone})
    session = {
        "phone": phone, "code": str(demo["fixed_code"]), "client": "app", "consent_version": sent["terms_version"],
    }
    answer = await client.expect(201, "POST", "/v1/sessions", session)
    client.token = answer["access_token"]
    return client


def account(role: str) -> str:
    demo = tomllib.loads((DATA / "demo.toml").read_text())
    return next(str(row["phone"]) for row in demo["accounts"] if row["role"] == role)


async def prepare(url: str) -> tuple[list[str], list[Client]]:
    """Communities, and workers of theirs who can be asked."""
    officer = await sign_in(url, account("city_officer"))
    communities, workers = [], []
    counties = (await officer.expect(200, "GET", "/v1/divisions"))["items"]
    for county in counties:
        street = (await officer.expect(200, "GET", f"/v1/divisions?parent={county['code']}"))["items"][0]
        community = (await officer.expect(200, "GET", f"/v1/divisions?parent={street['code']}"))["items"][0]["code"]
        query = f"/v1/providers?kind=social_worker&division={community}&limit=100"
        found = 0
        for row in (await officer.expect(200, "GET", query))["items"]:
            shown = await officer.expect(200, "GET", f"/v1/providers/{row['id']}")
            if not shown.get("certificate") or "home_visit" not in shown["clearance"]:
                continue
            skills = sorted({*shown["skills"], "first_aid"})
            change = {"If-Match": f'"{shown["version"]}"'}
            await officer.expect(200, "PATCH", f"/v1/providers/{row['id']}", {"skills": skills}, change)
            workers.append(await sign_in(url, shown["phone"]))
            found += 1
        if found:
            communities.append(community)
        if len(communities) == COMMUNITIES:
            break
    return communities, workers


async def listen(worker: Client, first: dict[str, float], offers: list[float]):
    """Notes when the first offer of each task was on a stream."""
    reader, writer = await asyncio.open_connection(worker.host, worker.port)
    writer.write(worker.head("GET", "/v1/events", b"", {"Accept": "text/event-stream"}))
    await reader.readuntil(b"\r\n\r\n")
    while True:
        line = await reader.readline()
        if not line:
            sys.exit("error: a live stream ended")
        if line.startswith(b"data:"):
            now = time.perf_counter()
            event = json.loads(line[5:])
            if event.get("kind") == "offer.opened":
                offers.append(now)
                first.setdefault(event["payload"]["task_id"], now)


async def post(client: Client, community: str, posted: dict[str, float]):
    body = {"category": CATEGORY, "community": community, "channel": "app"}
    begin = time.perf_counter()
    need = await client.expect(201, "POST", "/v1/needs", body, {"Idempotency-Key": str(uuid.uuid4())})
    posted[need["id"]] = begin


async def tasks_of(client: Client) -> dict[str, str]:
    """Task by need."""
    tasks, cursor = {}, ""
    while True:
        page = await client.expect(200, "GET", f"/v1/tasks?limit=100{cursor}")
        tasks |= {row["need_id"]: row["id"] for row in page["items"]}
        if not page.get("next_cursor"):
            return tasks
        cursor = f"&cursor={page['next_cursor']}"


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


async def measure(url: str, rate: float, seconds: float):
    communities, workers = await prepare(url)
    phone = account("resident")
    residents = [await sign_in(url, phone) for _ in range(16)]
    first: dict[str, float] = {}
    offers: list[float] = []
    posted: dict[str, float] = {}
    listening = [asyncio.create_task(listen(worker, first, offers)) for worker in workers]
    await asyncio.sleep(2)
    for kind, needs, pace in [("warm-up", int(rate * 3), rate), ("paced", int(rate * seconds), rate), ("burst", 400, None)]:
        first.clear(), offers.clear(), posted.clear()
        free: asyncio.Queue = asyncio.Queue()
        for resident in residents:
            free.put_nowait(resident)
        begin = time.perf_counter()

        async def one(number: int):
            resident = await free.get()
            await post(resident, communities[number % len(communities)], posted)
            free.put_nowait(resident)

        running = []
        for number in range(needs):
            if pace:
                await asyncio.sleep(max(0.0, begin + number / pace - time.perf_counter()))
            running.append(asyncio.create_task(one(number)))
        await asyncio.gather(*running)
        tasks = await tasks_of(residents[0])
        waited = time.perf_counter() + 30
        while any(tasks[need] not in first for need in posted) and time.perf_counter() < waited:
            await asyncio.sleep(0.05)
        times = [(first[tasks[need]] - at) * 1000 for need, at in posted.items() if tasks[need] in first]
        report(kind, needs, pace, times, offers, begin)
    for task in listening:
        task.cancel()


def report(kind: str, needs: int, pace, times: list[float], offers: list[float], begin: float):
    if kind == "warm-up":
        return
    if kind == "paced":
        p50, p99 = statistics.median(times), percentile(times, 0.99)
        verdict = lambda value, goal: "reached" if value < goal else "missed"
        print(f"{needs} urgent needs, {pace:g} a second; {len(times)} were on a worker's stream.\n")
        print("| from POST to the offer on the stream | ms | goal |\n| --- | --- | --- |")
        print(f"| p50 | {p50:.1f} | under 30: {verdict(p50, 30)} |")
        print(f"| p99 | {p99:.1f} | under 150: {verdict(p99, 150)} |")
        print(f"| longest | {max(times):.1f} | |\n")
    else:
        span = max(offers) - begin
        print(f"{needs} urgent needs as fast as 16 clients post them: {len(offers)} offers on the streams in {span:.1f} s, "
              f"**{len(offers) / span:.0f} offers a second** by one replica.")


async def ready(url: str) -> bool:
    try:
        status, _ = await Client(url).send("GET", "/readyz")
        return status == 200
    except OSError:
        return False


if __name__ == "__main__":
    if sys.argv[1:2] == ["ready"]:
        sys.exit(0 if asyncio.run(ready(sys.argv[2])) else 1)
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    asyncio.run(measure(sys.argv[2], float(sys.argv[3]), float(sys.argv[4])))
