"""asyncpg, which speaks the extended protocol in binary only, against whatever PGHOST and PGPORT name."""

import asyncio
import datetime
import decimal
import hashlib
import io
import os
import ssl
import uuid

import asyncpg

import steps
from steps import say

FIELDS = ("severity_en", "sqlstate", "position", "schema_name", "table_name", "column_name", "data_type_name", "constraint_name")


def fault(error):
    return {"class": type(error).__name__, **{name: getattr(error, name) for name in FIELDS if getattr(error, name, None)}}


async def step(name, action):
    try:
        say(name, await action())
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        steps.surprise(f"{name} FAILED", {**fault(error), "message": str(error)})


async def refusal(name, action):
    try:
        steps.surprise(f"{name} DID NOT FAIL", await action())
    except (asyncpg.PostgresError, asyncpg.InterfaceError, asyncio.TimeoutError, ConnectionError) as error:
        say(name, fault(error))


def login(**more):
    secure = False
    if os.environ["PGSSLMODE"] != "disable":
        secure = ssl.create_default_context(cafile=os.environ["PGSSLROOTCERT"])
    return {"ssl": secure, **more}


VALUES = [
    ("bool", False), ("int2", 7), ("int4", -5), ("int8", 2**62), ("float4", 1.5), ("float8", -2.25e-10), ("numeric", decimal.Decimal("-12.340")),
    ("text", "é ' \\ 漢"), ("varchar", "v"), ("bytea", b"\x00\xff"), ("date", datetime.date(2024, 2, 29)), ("time", datetime.time(1, 2, 3, 4)),
    ("timestamp", datetime.datetime(2020, 1, 2, 3, 4, 5, 6)), ("timestamptz", datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc)),
    ("interval", datetime.timedelta(days=-1, seconds=5)), ("uuid", uuid.UUID(int=7)), ("json", '{"a": 1}'), ("jsonb", '{"b": null}'),
    ("int4[]", [1, None]), ("text[]", ["a", None, ""]), ("int4[]", [[1, 2], [3, 4]]), ("numeric[]", [decimal.Decimal("1.10")]), ("inet", "10.0.0.1"),
    ("int4range", asyncpg.Range(1, 5)), ("point", asyncpg.Point(1, 2)), ("shop.mood", "glad"), ("shop.place", ("x", 1)), ("shop.mood[]", ["sad"]),
    ("shop.positive", 3), ("bit(3)", asyncpg.BitString("101")), ("text", None), ("\"char\"", b"c"), ("xml", "<a/>"), ("name", "n"),
]


async def values(connection):
    for n, (type_name, value) in enumerate(VALUES):
        async def action():
            statement = await connection.prepare(f"select $1::{type_name} as v, $1::{type_name} is null as missing")
            row = await statement.fetchrow(value)
            return [str(row["v"]), row["missing"], [str(p.name) for p in statement.get_parameters()],
                    [[a.name, a.type.name, a.type.kind, a.type.schema] for a in statement.get_attributes()], statement.get_statusmsg()]

        await step(f"value {n} {type_name}", action)


async def errors(connection):
    cases = {
        "syntax": "selec 1", "table": "select * from nowhere", "column": "select nothing from shop.number", "division": "select 1/0",
        "not null": "insert into shop.article(label) values (null)", "check": "insert into shop.article(label, price) values ('c', -1)",
        "key": "insert into shop.line(article_id, amount) values (4711, 1)",
    }
    for name, text in cases.items():
        await refusal(f"error: {name}", lambda: connection.fetch(text))
        await refusal(f"error: {name}, simple", lambda: connection.execute(text))
    await refusal("error: wrong number of arguments", lambda: connection.fetch("select $1::int4", 1, 2))
    await step("error: goes on", lambda: connection.fetchval("select 1"))


async def transactions(connection):
    async def nested():
        told = []
        async with connection.transaction():
            await connection.execute("insert into shop.article(label) values ('outer')")
            try:
                async with connection.transaction():
                    await connection.execute("insert into shop.article(label) values ('outer')")
            except asyncpg.UniqueViolationError as error:
                told.append(fault(error))
            told.append(await connection.fetchval("select count(*) from shop.article"))
        return told

    await step("transaction: nested", nested)

    async def isolated():
        async with connection.transaction(isolation="serializable", readonly=True, deferrable=True):
            return [await connection.fetchval("show transaction_isolation"), await connection.fetchval("show transaction_read_only")]

    await step("transaction: serializable", isolated)


async def statements(connection):
    async def prepared():
        statement = await connection.prepare("select n from shop.number where n between $1 and $2 order by n")
        return [await statement.fetchval(3, 5), [r[0] for r in await statement.fetch(3, 5)], await statement.fetchrow(-1, 0)]

    await step("prepared", prepared)
    await step("many", lambda: connection.executemany("insert into shop.blob(id, body) values ($1, $2)", [(i, f"b{i}") for i in range(500)]))
    await step("many: read", lambda: connection.fetchval("select count(*) from shop.blob"))
    await refusal("many: one fails", lambda: connection.executemany("insert into shop.blob(id) values ($1)", [(1000,), (1,)]))
    await step("many: nothing is left", lambda: connection.fetchval("select count(*) from shop.blob where id = 1000"))
    await step("several statements", lambda: connection.execute("insert into shop.article(label) values ('s1'); update shop.article set stock = 1; select 1"))
    await step("status", lambda: connection.execute("delete from shop.article where label = $1", "s1"))
    await step("rows in one go", lambda: connection.fetchval("select sum(n) from shop.number"))
    await step("any", lambda: connection.fetchval("select count(*) from shop.number where n = any($1::int4[])", [1, 2, 9999]))

    async def changed():
        await connection.execute("create temp table shifting (a int4); insert into shifting values (1)")
        told = [await connection.fetch("select * from shifting")]
        await connection.execute("drop table shifting; create temp table shifting (a text, b int4); insert into shifting values ('x', 2)")
        told.append(await connection.fetch("select * from shifting"))
        await connection.execute("drop table shifting")
        return [[dict(row) for row in rows] for rows in told]

    await step("a temporary table changes", changed)


async def cursors(connection):
    async def read():
        async with connection.transaction():
            cursor = await connection.cursor("select n from shop.number order by n")
            told = [[r[0] for r in await cursor.fetch(3)], await cursor.forward(10), (await cursor.fetchrow())[0]]
            total = 0
            async for row in connection.cursor("select n from shop.number where n <= $1", 1000, prefetch=70):
                total += row[0]
            return told + [total]

    await step("cursor", read)


async def copies(connection):
    async def records():
        return await connection.copy_records_to_table("every_type", schema_name="shop", columns=["id", "c_text", "c_numeric", "c_date"],
                                                      records=[(i, f"t{i}", decimal.Decimal(i) / 4, datetime.date(2020, 1, 1)) for i in range(300)])

    await step("copy in: records", records)

    async def out(**more):
        sink = io.BytesIO()
        told = await connection.copy_from_query("select id, c_text, c_numeric, c_date from shop.every_type where id >= $1 order by id", 10, output=sink, **more)
        return [told, hashlib.sha256(sink.getvalue()).hexdigest()]

    await step("copy out: text", out)
    await step("copy out: csv", lambda: out(format="csv", header=True))
    await step("copy out: binary", lambda: out(format="binary"))

    async def whole():
        sink = io.BytesIO()
        told = await connection.copy_from_table("number", schema_name="shop", output=sink)
        return [told, len(sink.getvalue())]

    await step("copy out: table", whole)
    await step("copy in: csv", lambda: connection.copy_to_table("blob", schema_name="shop", columns=["id", "body"], source=io.BytesIO(b'7000,"x"\n7001,y\n'), format="csv"))


async def asynchronous(connection):
    heard = asyncio.Queue()
    sender = await asyncpg.connect(**login())
    await connection.add_listener("hall", lambda c, pid, channel, payload: heard.put_nowait((channel, payload)))
    await sender.execute("notify hall, 'x'")
    channel, payload = await asyncio.wait_for(heard.get(), 5)
    say("notify", channel)
    say("notify payload", payload)
    await connection.reset()
    notices = []
    connection.add_log_listener(lambda c, message: notices.append([message.severity_en, message.sqlstate]))
    await connection.execute("commit")
    await asyncio.sleep(0.05)
    say("notice", notices)
    await refusal("time-out", lambda: connection.fetch("select count(*) from generate_series(1, 2000000000) g", timeout=0.3))
    await step("time-out: goes on", lambda: connection.fetchval("select 1"))

    async def cancelled():
        task = asyncio.ensure_future(connection.fetch("select count(*) from generate_series(1, 2000000000) g"))
        await asyncio.sleep(0.3)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            return ["cancelled", await connection.fetchval("select 2")]

    await step("cancel", cancelled)
    await sender.close()
    body, raw = "é0123456789" * 120_000, bytes(range(256)) * 6000

    async def large():
        await connection.execute("insert into shop.blob(id, body, raw) values ($1, $2, $3)", 8000, body, raw)
        row = await connection.fetchrow("select body, raw from shop.blob where id = 8000")
        return [row["body"] == body, row["raw"] == raw]

    await step("large", large)


async def pools():
    async with asyncpg.create_pool(min_size=2, max_size=4, **login(server_settings={"application_name": "pooled"})) as pool:
        async def one(i):
            async with pool.acquire() as connection:
                return [await connection.fetchval("select $1::int4", i), await connection.fetchval("show application_name")]

        async def all_of_them():
            return await asyncio.gather(*(one(i) for i in range(30)))

        await step("pool", all_of_them)

        async def terminated():
            async with pool.acquire() as connection:
                connection.terminate()
            return await pool.fetchval("select 3")

        await step("pool: a terminated session", terminated)

    async def refused():
        return await asyncpg.connect(**login(password="wrong"))

    await refusal("login", refused)


async def main():
    connection = await asyncpg.connect(**login())
    for part in (values, errors, transactions, statements, cursors, copies, asynchronous):
        await part(connection)
    await connection.close()
    await pools()


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except Exception as error:  # the run has to say so
        steps.died(error)
    steps.end()
