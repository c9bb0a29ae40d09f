"""psycopg 3 against whatever PGHOST and PGPORT name: its text and binary formats, pipelines, COPY, cursors, notices,
notifications, two-phase use of savepoints, cancelling."""

import datetime
import decimal
import hashlib
import os
import threading
import time
import uuid

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.enum import EnumInfo, register_enum
from psycopg.types.composite import CompositeInfo, register_composite
from psycopg.types.json import Json, Jsonb
from psycopg.types.range import Range

import steps
from steps import say

FIELDS = ("severity_nonlocalized", "sqlstate", "statement_position", "schema_name", "table_name", "column_name", "datatype_name", "constraint_name")


def fault(error):
    diag = error.diag
    told = {name: getattr(diag, name) for name in FIELDS if getattr(diag, name)}
    return {"class": type(error).__name__, **told}


def step(name, action):
    try:
        say(name, action())
    except psycopg.Error as error:
        steps.surprise(f"{name} FAILED", {**fault(error), "message": str(error)})


def refusal(name, action):
    try:
        steps.surprise(f"{name} DID NOT FAIL", action())
    except psycopg.Error as error:
        say(name, fault(error))


def shape(cursor):
    columns = [[c.name, c.type_code, c.internal_size, c.precision, c.scale] for c in cursor.description or ()]
    return [cursor.statusmessage, cursor.rowcount, columns, cursor.fetchall() if cursor.description else None]


VALUES = [
    ("bool", True), ("int4", -5), ("int8", 2**62), ("float8", 1.5), ("float8", float("inf")), ("numeric", decimal.Decimal("-12.340")),
    ("numeric", decimal.Decimal("NaN")), ("text", "é ' \\ 漢"), ("bytea", b"\x00\x01\xff"), ("date", datetime.date(2024, 2, 29)),
    ("time", datetime.time(1, 2, 3, 4)), ("timetz", datetime.time(1, 2, 3, tzinfo=datetime.timezone.utc)),
    ("timestamp", datetime.datetime(2020, 1, 2, 3, 4, 5, 6)), ("timestamptz", datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc)),
    ("interval", datetime.timedelta(days=-1, seconds=5, microseconds=7)), ("uuid", uuid.UUID(int=7)), ("json", Json({"a": [1, None]})),
    ("jsonb", Jsonb({"b": "x"})), ("int4[]", [1, None, 3]), ("text[]", ["a", 'q"', None, ""]), ("int4range", Range(1, 5)),
    ("date[]", [datetime.date(2020, 1, 1)]), ("numeric[]", [decimal.Decimal("1.10")]), ("int4", None), ("text", ""), ("int4[]", [[1, 2], [3, 4]]),
]


def values(connection):
    for n, (type_name, value) in enumerate(VALUES):
        for binary in (False, True):
            for placeholder in ("%s", "%t") if not binary else ("%s", "%b"):
                def action():
                    with connection.cursor(binary=binary) as cursor:
                        return shape(cursor.execute(f"select {placeholder}::{type_name} as v", [value]))
                try:
                    say(f"value {n} {type_name} {placeholder} binary={binary}", action())
                except (psycopg.Error, NotImplementedError) as error:
                    say(f"value {n} {type_name} {placeholder} binary={binary}", type(error).__name__)
    register_enum(EnumInfo.fetch(connection, "shop.mood"), connection)
    register_composite(CompositeInfo.fetch(connection, "shop.place"), connection)
    step("enum and composite", lambda: [str(v) for v in connection.execute("select 'glad'::shop.mood, '(x,1)'::shop.place, array['sad','calm']::shop.mood[]").fetchone()])
    for binary in (False, True):
        step(f"row types, binary={binary}", lambda: shape(connection.cursor(binary=binary).execute("select n, n::text as t, n::int8 as l, n::numeric / 3 as third, null::text as nothing from shop.number where n < 4 order by n")))


def errors(connection):
    cases = {
        "syntax": "selec 1", "table": "select * from nowhere", "division": "select 1/0", "not null": "insert into shop.article(label) values (null)",
        "check": "insert into shop.article(label, price) values ('c', -1)", "key": "insert into shop.line(article_id, amount) values (4711, 1)",
        "cast": "select 'x'::int4", "aborted": "select 1",
    }
    for name, text in cases.items():
        refusal(f"error: {name}", lambda: shape(connection.execute(text)))
        if name != "cast":
            connection.rollback()
    connection.rollback()
    refusal("error: parameter", lambda: connection.execute("select %s::int4", ["x"]))
    connection.rollback()
    step("error: goes on", lambda: shape(connection.execute("select 1 as one")))


def transactions(connection):
    def nested():
        with connection.transaction():
            connection.execute("insert into shop.article(label) values ('outer')")
            try:
                with connection.transaction():
                    connection.execute("insert into shop.article(label) values ('outer')")
            except psycopg.errors.UniqueViolation as error:
                say("transaction: inner fails", fault(error))
            try:
                with connection.transaction() as inner:
                    connection.execute("insert into shop.article(label) values ('inner')")
                    raise psycopg.Rollback(inner)
            except psycopg.Rollback:
                pass
        return shape(connection.execute("select label from shop.article order by label"))

    step("transaction: nested", nested)
    connection.commit()
    step("transaction: status", lambda: [connection.info.transaction_status.name, shape(connection.execute("select 2 as two")), connection.info.transaction_status.name])
    connection.rollback()


def statements(connection):
    def again():
        return [shape(connection.execute("select %s::int4 + 1 as v", [i], prepare=True)) for i in range(3)]

    step("prepared: again", again)
    step("prepared: threshold", lambda: [connection.execute("select %s::text as v", [f"t{i}"]).fetchone() for i in range(12)])

    def many():
        with connection.cursor() as cursor:
            cursor.executemany("insert into shop.article(label, stock) values (%s, %s)", [(f"m{i}", i) for i in range(50)])
            told = [cursor.rowcount]
            cursor.executemany("select %s::int4 as v", [(i,) for i in range(3)], returning=True)
            while True:
                told.append(cursor.fetchall())
                if not cursor.nextset():
                    return told

    step("executemany", many)

    def several():
        with connection.cursor() as cursor:
            cursor.execute("select 1 as a; update shop.article set stock = 2 where label = 'm1'; select 'x' as b")
            told = [shape(cursor)]
            while cursor.nextset():
                told.append(shape(cursor))
            return told

    step("several results", several)
    step("composed", lambda: shape(connection.execute(sql.SQL("select {} from {} order by 1 limit {}").format(sql.Identifier("n"), sql.Identifier("shop", "number"), sql.Literal(2)))))
    step("dict rows", lambda: connection.cursor(row_factory=dict_row).execute("select 1 as a, 2 as b").fetchone())
    step("streamed", lambda: sum(row[0] for row in connection.cursor().stream("select n from shop.number where n <= %s", [2000])))
    connection.commit()


def pipelines(connection):
    def piped():
        told = []
        with connection.pipeline() as pipe:
            first = connection.execute("select %s::int4 as v", [1])
            second = connection.execute("insert into shop.article(label) values ('piped') returning label")
            told += [first.fetchone(), second.fetchone()]
            third = connection.execute("select count(*) from shop.number")
            pipe.sync()
            told.append(third.fetchone())
        return told

    step("pipeline", piped)
    connection.rollback()

    def failing():
        told = []
        try:
            with connection.pipeline() as pipe:
                one = connection.execute("select 1")
                pipe.sync()
                told.append(one.fetchone())
                connection.execute("select 1/0")
                later = connection.execute("select 2")
                pipe.sync()
                told.append(later.fetchone())
        except psycopg.Error as error:
            told.append(fault(error))
        connection.rollback()
        return told + [connection.execute("select 3").fetchone()]

    step("pipeline: one fails", failing)
    connection.rollback()


def cursors(connection):
    def server_side(**more):
        with connection.cursor("named", **more) as cursor:
            cursor.itersize = 100
            cursor.execute("select n, n * 2 as d from shop.number where n <= %s order by n", [1000])
            return [cursor.fetchone(), cursor.fetchmany(5), sum(row[1] for row in cursor)]

    step("server cursor", server_side)
    step("server cursor: binary", lambda: server_side(binary=True))

    def scrolled():
        with connection.cursor("scrolled", scrollable=True) as cursor:
            cursor.execute("select n from shop.number order by n")
            cursor.scroll(100)
            told = [cursor.fetchone()]
            cursor.scroll(-50)
            told.append(cursor.fetchone())
            cursor.scroll(7, mode="absolute")
            return told + [cursor.fetchone()]

    step("server cursor: scrolled", scrolled)
    connection.commit()


def copies(connection):
    def into():
        with connection.cursor() as cursor:
            with cursor.copy("copy shop.blob(id, body, raw) from stdin") as copy:
                copy.write_row((1, "é\t\n\\", b"\x01"))
                copy.write_row((2, None, None))
            told = [cursor.statusmessage, cursor.rowcount]
            with cursor.copy("copy shop.blob(id, body) from stdin (format binary)") as copy:
                copy.set_types(["int4", "text"])
                for i in range(3, 200):
                    copy.write_row((i, f"row {i}"))
            return told + [cursor.statusmessage, cursor.rowcount]

    step("copy in", into)

    def out(text, types=None):
        with connection.cursor() as cursor, cursor.copy(text) as copy:
            if types is None:
                return hashlib.sha256(b"".join(bytes(chunk) for chunk in copy)).hexdigest()
            copy.set_types(types)
            return list(copy.rows())[:5]

    step("copy out", lambda: out("copy (select id, body, raw from shop.blob order by id) to stdout"))
    step("copy out: csv", lambda: out("copy (select id, body, raw from shop.blob order by id) to stdout with csv header"))
    step("copy out: binary", lambda: out("copy (select id, body, raw from shop.blob order by id) to stdout (format binary)"))
    step("copy out: rows", lambda: out("copy (select id, body from shop.blob order by id) to stdout (format binary)", ["int4", "text"]))
    connection.commit()

    def broken():
        with connection.cursor() as cursor, cursor.copy("copy shop.blob(id, body) from stdin") as copy:
            copy.write_row((9001, "x"))
            raise ValueError("given up")

    def given_up():
        try:
            broken()
        except (ValueError, psycopg.errors.QueryCanceled):
            pass
        connection.rollback()
        return connection.execute("select count(*) from shop.blob where id = 9001").fetchone()

    step("copy in: given up", given_up)

    def malformed():
        with connection.cursor() as cursor, cursor.copy("copy shop.blob(id, body) from stdin") as copy:
            copy.write(b"x\ty\n")

    refusal("copy in: malformed", malformed)
    connection.rollback()


def large(connection):
    body, raw = "é0123456789" * 120_000, bytes(range(256)) * 6000
    for binary in (False, True):
        def both():
            connection.execute("insert into shop.blob(id, body, raw) values (%s, %s, %s)", [5000, body, raw])
            got = connection.cursor(binary=binary).execute("select body, raw, octet_length(raw) from shop.blob where id = 5000").fetchone()
            connection.rollback()
            return [got[0] == body, bytes(got[1]) == raw, got[2]]

        step(f"large, binary={binary}", both)


def asynchronous(connection):
    notices = []
    connection.add_notice_handler(lambda diag: notices.append([diag.severity_nonlocalized, diag.sqlstate]))
    connection.autocommit = True
    step("notice", lambda: [connection.execute("rollback").statusmessage, notices])
    with psycopg.connect(autocommit=True) as sender:
        connection.execute("listen door")
        for payload in ("one", "two"):
            sender.execute(sql.SQL("notify door, {}").format(payload))
        heard = []
        for note in connection.notifies():
            heard.append(note)
            if len(heard) == 2:
                break
        say("notify", [note.channel for note in heard])
        say("notify payload", [note.payload for note in heard])
        connection.execute("unlisten door")

    def cancelled():
        timer = threading.Timer(0.3, connection.cancel)
        timer.start()
        try:
            return shape(connection.execute("select count(*) from generate_series(1, 2000000000) g"))
        except psycopg.errors.QueryCanceled as error:
            return fault(error)
        finally:
            timer.join()

    step("cancel", lambda: [cancelled(), connection.execute("select 1").fetchone()])
    step("settings", lambda: [connection.info.parameter_status(name) for name in (
        "server_version", "client_encoding", "DateStyle", "standard_conforming_strings", "integer_datetimes", "TimeZone", "application_name", "session_authorization", "is_superuser")])

    def told():
        connection.execute("set application_name = 'told'; set time zone 'Asia/Tokyo'")
        return [connection.info.parameter_status("application_name"), connection.info.parameter_status("TimeZone"), connection.execute("select '2020-01-01 00:00+00'::timestamptz").fetchone()]

    step("settings: reported", told)
    connection.autocommit = False


def losses():
    def lost():
        victim = psycopg.connect(autocommit=True)
        victim.execute("create temp table gone(v int4)")
        victim.pgconn.finish()
        try:
            victim.execute("select 1")
        except psycopg.OperationalError as error:
            return [type(error).__name__, victim.closed]

    step("loss", lost)
    step("loss: others go on", lambda: psycopg.connect().execute("select 1").fetchone())
    refusal("login", lambda: psycopg.connect(password="wrong"))
    step("login: options", lambda: psycopg.connect(options="-c statement_timeout=5s", application_name="é").execute("select current_setting('statement_timeout'), current_setting('application_name')").fetchone())

    def many():
        threads, told = [], []

        def work(i):
            with psycopg.connect() as one:
                for j in range(10):
                    told.append(one.execute("select %s::int4", [i * 10 + j]).fetchone()[0])

        for i in range(8):
            threads.append(threading.Thread(target=work, args=(i,)))
            threads[-1].start()
        for thread in threads:
            thread.join()
        return sorted(told)

    step("threads", many)


def end_users(connection):
    assertion = os.environ["SCENARIO_ASSERTION"]

    def named():
        connection.execute(sql.SQL("set paravent.assertion = {}").format(assertion))
        told = connection.execute("select %s::int4", [1], prepare=True).fetchall()
        connection.commit()
        told += connection.execute("select %s::int4", [2], binary=True).fetchall()
        connection.execute("reset paravent.assertion")
        connection.commit()
        return told

    def locally():
        with connection.transaction():
            connection.execute(sql.SQL("set local paravent.assertion = {}").format(assertion))
            return connection.execute("select 1::int4").fetchall()

    def at_start():
        with psycopg.connect(options=f"-c paravent.assertion={assertion}") as one:
            return one.execute("select 1::int4").fetchall()

    step("end user", named)
    step("end user: transaction", locally)
    step("end user: at start-up", at_start)


def main():
    with psycopg.connect() as connection:
        for part in (values, errors, transactions, statements, pipelines, cursors, copies, large, asynchronous, end_users):
            part(connection)
            if connection.info.transaction_status.name != "IDLE":
                connection.rollback()
    losses()


if __name__ == "__main__":
    try:
        main()
    except Exception as error:  # the run has to say so
        steps.died(error)
    steps.end()
