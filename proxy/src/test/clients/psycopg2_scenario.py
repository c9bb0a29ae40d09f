"""psycopg2, which puts values into the text, against whatever PGHOST and PGPORT name."""

import datetime
import decimal
import io
import select
import threading
import uuid

import psycopg2
import psycopg2.extensions
import psycopg2.extras
import psycopg2.pool

import steps
from steps import say

FIELDS = ("severity", "sqlstate", "statement_position", "schema_name", "table_name", "column_name", "datatype_name", "constraint_name")


def fault(error):
    diag = getattr(error, "diag", None)
    told = {name: getattr(diag, name) for name in FIELDS if getattr(diag, name, None)}
    return {"class": type(error).__name__, **told}


def step(name, action):
    try:
        say(name, action())
    except psycopg2.Error as error:
        steps.surprise(f"{name} FAILED", {**fault(error), "message": str(error)})


def refusal(name, action):
    try:
        steps.surprise(f"{name} DID NOT FAIL", action())
    except psycopg2.Error as error:
        say(name, fault(error))


def run(connection, text, values=None):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        columns = [[c.name, c.type_code, c.internal_size, c.precision, c.scale] for c in cursor.description or ()]
        return [cursor.statusmessage, cursor.rowcount, columns, cursor.fetchall() if cursor.description else None]


def main():
    connection = psycopg2.connect("")
    psycopg2.extras.register_uuid()
    for value in (None, True, 5, -(2**40), 1.5, float("nan"), decimal.Decimal("1.10"), "é ' \\ %", b"\x00\xff'\\", datetime.date(2020, 2, 29),
                  datetime.datetime(2020, 1, 2, 3, 4, 5, 6), datetime.datetime(2020, 1, 2, tzinfo=datetime.timezone.utc), datetime.time(1, 2),
                  datetime.timedelta(days=3, seconds=7), uuid.UUID(int=9), [1, 2, None], ["a", "b'"], [[1], [2]], (1, 2), psycopg2.extras.Json({"a": 1})):
        if isinstance(value, tuple):
            step(f"value {value!r}", lambda: run(connection, "select n from shop.number where n in %s order by n", [value]))
        else:
            cast = "::json" if isinstance(value, psycopg2.extras.Json) else "::text[]" if value == ["a", "b'"] else ""
            step(f"value {getattr(value, 'adapted', value)!r}", lambda: run(connection, f"select %s{cast} as v", [value]))
    for name, text in {"syntax": "selec", "table": "select 1 from nowhere", "division": "select 1/0", "not null": "insert into shop.article(label) values (null)"}.items():
        refusal(f"error: {name}", lambda: run(connection, text))
        refusal(f"error: {name}, then aborted", lambda: run(connection, "select 1"))
        connection.rollback()
    step("insert", lambda: run(connection, "insert into shop.article(label, price) values (%s, %s), (%s, %s) returning label, price", ["a", 1, "b", None]))
    step("savepoint", lambda: [run(connection, text) for text in ("savepoint s", "delete from shop.article", "rollback to s", "select count(*) from shop.article")])
    connection.commit()

    def values():
        with connection.cursor() as cursor:
            got = psycopg2.extras.execute_values(cursor, "insert into shop.blob(id, body) values %s returning id", [(i, f"v{i}") for i in range(250)], page_size=100, fetch=True)
            psycopg2.extras.execute_batch(cursor, "update shop.blob set body = %s where id = %s", [(f"w{i}", i) for i in range(250)], page_size=50)
            return [len(got), run(connection, "select count(*) from shop.blob where body like 'w%'")]

    step("execute_values, execute_batch", values)
    step("several statements", lambda: run(connection, "select 1; insert into shop.article(label) values ('z'); select 'last' as l"))
    connection.commit()

    def server_side():
        with connection.cursor("server side", scrollable=True) as cursor:
            cursor.itersize = 50
            cursor.execute("select n, n %% 3 as m from shop.number where n <= %s order by n", [400])
            told = [cursor.fetchmany(3), len(list(cursor))]
            cursor.scroll(5, mode="absolute")
            return told + [cursor.fetchone()]

    step("server cursor", server_side)
    connection.commit()

    def hold():
        with connection.cursor("held", withhold=True) as cursor:
            cursor.execute("select n from shop.number order by n")
            connection.commit()
            return cursor.fetchmany(2)

    try:
        say("server cursor: with hold", hold())
    except psycopg2.Error as error:
        say("server cursor: with hold", fault(error))
    connection.rollback()
    if connection.status != psycopg2.extensions.STATUS_READY:
        connection.reset()

    def copies():
        with connection.cursor() as cursor:
            cursor.copy_expert("copy shop.every_type(id, c_text, c_numeric, a_int4) from stdin with csv", io.StringIO('1,"x, ""y""",1.50,"{1,2}"\n2,,,\n'))
            out = io.StringIO()
            cursor.copy_expert("copy (select id, c_text, c_numeric, a_int4 from shop.every_type order by id) to stdout with (format csv, header)", out)
            return out.getvalue()

    step("copy", copies)
    connection.commit()
    step("dict cursor", lambda: [dict(row) for row in _rows(connection, psycopg2.extras.RealDictCursor)])
    step("named tuple cursor", lambda: [list(row) for row in _rows(connection, psycopg2.extras.NamedTupleCursor)])
    connection.rollback()
    connection.set_session(isolation_level="SERIALIZABLE", readonly=True, deferrable=True)
    step("session: serializable", lambda: [run(connection, "show transaction_isolation"), run(connection, "show transaction_read_only")])
    connection.rollback()
    connection.set_session(isolation_level="DEFAULT", readonly=False, deferrable=False, autocommit=True)
    step("autocommit", lambda: run(connection, "select 1"))
    connection.set_client_encoding("UTF8")
    step("encoding", lambda: [connection.encoding, connection.get_parameter_status("server_version"), connection.server_version])
    with psycopg2.connect("") as sender:
        sender.autocommit = True
        run(connection, "listen gate")
        run(sender, "notify gate")
        select.select([connection], [], [], 5)
        connection.poll()
        step("notify", lambda: [[note.channel, note.payload] for note in connection.notifies])
    run(connection, "commit")
    step("notice", lambda: [text.split(":")[0] for text in connection.notices])

    def cancelled():
        timer = threading.Timer(0.3, connection.cancel)
        timer.start()
        try:
            return run(connection, "select count(*) from generate_series(1, 2000000000) g")
        except psycopg2.extensions.QueryCanceledError as error:
            return fault(error)
        finally:
            timer.join()

    step("cancel", lambda: [cancelled(), run(connection, "select 1 as one")])

    def waiting():
        waiter = psycopg2.connect("", async_=True)

        def wait():
            while True:
                state = waiter.poll()
                if state == psycopg2.extensions.POLL_OK:
                    return
                read = [waiter] if state == psycopg2.extensions.POLL_READ else []
                write = [waiter] if state == psycopg2.extensions.POLL_WRITE else []
                select.select(read, write, [], 5)

        wait()
        cursor = waiter.cursor()
        cursor.execute("select n from shop.number order by n limit 3")
        wait()
        return cursor.fetchall()

    step("asynchronous", waiting)

    def pooled():
        pool = psycopg2.pool.ThreadedConnectionPool(1, 3, "")
        told = []
        for i in range(6):
            one = pool.getconn()
            told.append(run(one, "select %s as i", [i])[3])
            one.rollback()
            pool.putconn(one)
        pool.closeall()
        return told

    step("pool", pooled)
    connection.close()
    refusal("closed", lambda: run(connection, "select 1"))
    refusal("login", lambda: psycopg2.connect("password=wrong"))


def _rows(connection, factory):
    with connection.cursor(cursor_factory=factory) as cursor:
        cursor.execute("select n, 'x' as label from shop.number where n < 3 order by n")
        return cursor.fetchall()


if __name__ == "__main__":
    try:
        main()
    except Exception as error:  # the run has to say so
        steps.died(error)
    steps.end()
