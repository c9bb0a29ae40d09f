/* libpq itself, against whatever PGHOST and PGPORT name: pipeline mode, single rows, Describe, COPY, cancelling,
   large objects, cursors, LISTEN and NOTIFY. One line a step. */

#include <libpq-fe.h>
#include <libpq/libpq-fs.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *step = "";
static int notices;

static void begin(const char *name)
{
	step = name;
	printf("%s:", name);
}

static void end(void)
{
	printf("\n");
	fflush(stdout);
}

static void note(const char *format, ...)
{
	va_list arguments;

	putchar(' ');
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
}

static void die(PGconn *conn, const char *what)
{
	printf("\nscenario died: %s: %s: %s", step, what, PQerrorMessage(conn));
	exit(1);
}

static void show(PGresult *result)
{
	static const struct { char code; const char *name; } fields[] = {
		{PG_DIAG_SEVERITY_NONLOCALIZED, "severity"}, {PG_DIAG_SQLSTATE, "sqlstate"}, {PG_DIAG_STATEMENT_POSITION, "position"},
		{PG_DIAG_TABLE_NAME, "table"}, {PG_DIAG_COLUMN_NAME, "column"}, {PG_DIAG_CONSTRAINT_NAME, "constraint"}};
	int row, column;

	if (result == NULL)
	{
		note("(end)");
		return;
	}
	note("%s '%s'", PQresStatus(PQresultStatus(result)), PQcmdStatus(result));
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (PQresultErrorField(result, fields[i].code))
			note("%s=%s", fields[i].name, PQresultErrorField(result, fields[i].code));
	for (column = 0; column < PQnfields(result); column++)
		note("[%s %u.%d %u %d %d %d]", PQfname(result, column), PQftable(result, column), PQftablecol(result, column),
			 PQftype(result, column), PQfsize(result, column), PQfmod(result, column), PQfformat(result, column));
	for (row = 0; row < PQntuples(result); row++)
	{
		note("(");
		for (column = 0; column < PQnfields(result); column++)
		{
			if (PQgetisnull(result, row, column))
				note("null");
			else if (PQfformat(result, column))
				for (int i = 0; i < PQgetlength(result, row, column); i++)
					printf("%02x", (unsigned char) PQgetvalue(result, row, column)[i]);
			else
				note("%s", PQgetvalue(result, row, column));
		}
		note(")");
	}
	PQclear(result);
}

static void run(PGconn *conn, const char *sql)
{
	show(PQexec(conn, sql));
}

static void quietly(PGconn *conn, const char *sql)
{
	PQclear(PQexec(conn, sql));
}

static PGconn *login(void)
{
	PGconn *conn = PQconnectdb("client_encoding=UTF8");

	if (PQstatus(conn) != CONNECTION_OK)
		die(conn, "login");
	return conn;
}

static void noticed(void *context, const PGresult *result)
{
	(void) context;
	(void) result;
	notices++;
}

static void queries(PGconn *conn)
{
	const char *values[3] = {"41", NULL, "\xc3\xa9 text"};
	const Oid types[3] = {23, 25, 25};
	const char binary[4] = {0, 0, 1, 0};
	const char *binaries[1] = {binary};
	const int lengths[1] = {4}, formats[1] = {1};

	begin("exec");
	run(conn, "select 1 as one, 'x' as x, null::int4 as n");
	end();
	begin("exec: several");
	PQsendQuery(conn, "select 1 as a; select 1/0 as b; select 3 as c");
	for (PGresult *result; (result = PQgetResult(conn)) != NULL;)
		show(result);
	end();
	for (int format = 0; format < 2; format++)
	{
		begin(format ? "params: binary result" : "params: text result");
		show(PQexecParams(conn, "select $1::int4 + 1 as i, $2::text as n, $3::text as t, $3::bytea as b, 1.5::numeric as d, now() - now() as z, array[1, null] as a",
						  3, types, values, NULL, NULL, format));
		end();
	}
	begin("params: types not given");
	show(PQexecParams(conn, "select n from shop.number where n in ($1, $2) order by n", 2, NULL, values, NULL, NULL, 0));
	end();
	begin("params: binary");
	show(PQexecParams(conn, "select $1::int4 * 2 as v", 1, types, binaries, lengths, formats, 1));
	end();
	begin("prepared");
	show(PQprepare(conn, "p", "select n, $2::text as t from shop.number where n = $1", 0, NULL));
	show(PQdescribePrepared(conn, "p"));
	show(PQexecPrepared(conn, "p", 2, values, NULL, NULL, 0));
	show(PQexecPrepared(conn, "p", 2, values, NULL, NULL, 1));
	run(conn, "deallocate p");
	show(PQexecPrepared(conn, "p", 2, values, NULL, NULL, 0));
	end();
	begin("prepared: parameters");
	PQclear(PQprepare(conn, "q", "insert into shop.article(label, price, updated) values ($1, $2, $3)", 0, NULL));
	PGresult *described = PQdescribePrepared(conn, "q");
	note("%d parameters: %u %u %u, %d fields", PQnparams(described), PQparamtype(described, 0), PQparamtype(described, 1), PQparamtype(described, 2), PQnfields(described));
	PQclear(described);
	end();
	begin("prepared: twice the same name");
	show(PQprepare(conn, "q", "select 1", 0, NULL));
	end();
	begin("describe a cursor");
	quietly(conn, "begin");
	run(conn, "declare c cursor for select n, n::text as t from shop.number order by n");
	show(PQdescribePortal(conn, "c"));
	run(conn, "fetch 2 from c");
	run(conn, "close c");
	run(conn, "fetch 2 from c");
	quietly(conn, "rollback");
	end();
	begin("binary cursor");
	quietly(conn, "begin");
	quietly(conn, "declare b binary cursor for select n from shop.number order by n");
	run(conn, "fetch 2 from b");
	quietly(conn, "commit");
	end();
	begin("single rows");
	PQsendQuery(conn, "select n from shop.number where n <= 500 order by n");
	PQsetSingleRowMode(conn);
	long sum = 0, rows = 0;
	for (PGresult *result; (result = PQgetResult(conn)) != NULL; PQclear(result))
		if (PQresultStatus(result) == PGRES_SINGLE_TUPLE)
		{
			sum += atol(PQgetvalue(result, 0, 0));
			rows++;
		}
		else
			note("%s '%s'", PQresStatus(PQresultStatus(result)), PQcmdStatus(result));
	note("%ld rows, %ld", rows, sum);
	end();
	begin("single rows: fails on the way");
	PQsendQuery(conn, "select 100 / (300 - n) from shop.number order by n");
	PQsetSingleRowMode(conn);
	rows = 0;
	for (PGresult *result; (result = PQgetResult(conn)) != NULL; PQclear(result))
		if (PQresultStatus(result) == PGRES_SINGLE_TUPLE)
			rows++;
		else
			note("%s %s", PQresStatus(PQresultStatus(result)), PQresultErrorField(result, PG_DIAG_SQLSTATE));
	note("%ld rows", rows);
	end();
	begin("notice");
	PQsetNoticeReceiver(conn, noticed, NULL);
	quietly(conn, "commit");
	note("%d, state %d", notices, PQtransactionStatus(conn));
	end();
	begin("transaction status");
	note("%d", PQtransactionStatus(conn));
	quietly(conn, "begin");
	note("%d", PQtransactionStatus(conn));
	quietly(conn, "select 1/0");
	note("%d", PQtransactionStatus(conn));
	quietly(conn, "rollback");
	note("%d", PQtransactionStatus(conn));
	end();
	begin("statuses");
	static const char *const names[] = {"server_version", "server_encoding", "client_encoding", "is_superuser", "session_authorization", "DateStyle", "IntervalStyle",
		"TimeZone", "integer_datetimes", "standard_conforming_strings", "in_hot_standby", "default_transaction_read_only"};
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		note("%s=%s", names[i], PQparameterStatus(conn, names[i]) ? PQparameterStatus(conn, names[i]) : "(none)");
	end();
}

static void pipelines(PGconn *conn)
{
	const char *values[1];
	char number[16];
	int results = 0, syncs = 0, broken = 0, aborted = 0;

	begin("pipeline");
	if (!PQenterPipelineMode(conn))
		die(conn, "pipeline mode");
	PQsendPrepare(conn, "piped", "insert into shop.blob(id, body) values ($1, 'piped') returning id", 0, NULL);
	for (int i = 1; i <= 3; i++)
	{
		snprintf(number, sizeof(number), "%d", i);
		values[0] = number;
		PQsendQueryPrepared(conn, "piped", 1, values, NULL, NULL, 0);
	}
	PQsendDescribePrepared(conn, "piped");
	PQpipelineSync(conn);
	for (;;)
	{
		PGresult *result = PQgetResult(conn);
		if (result != NULL && PQresultStatus(result) == PGRES_PIPELINE_SYNC)
		{
			PQclear(result);
			break;
		}
		show(result);
	}
	end();
	begin("pipeline: one fails");
	static const char *const statements[] = {"select 1 as a", "select 1/0 as b", "select 3 as c", NULL, "select 4 as d", "selec", "select 6 as f", NULL, "select 7 as g", NULL};
	for (size_t i = 0; i < sizeof(statements) / sizeof(statements[0]); i++)
		if (statements[i])
			PQsendQueryParams(conn, statements[i], 0, NULL, NULL, NULL, NULL, 0);
		else
			PQpipelineSync(conn);
	while (syncs < 3)
	{
		PGresult *result = PQgetResult(conn);
		if (result != NULL && PQresultStatus(result) == PGRES_PIPELINE_SYNC)
			syncs++;
		show(result);
	}
	end();
	begin("pipeline: flush request");
	PQsendQueryParams(conn, "select 8 as h", 0, NULL, NULL, NULL, NULL, 0);
	PQsendFlushRequest(conn);
	PQflush(conn);
	show(PQgetResult(conn));
	show(PQgetResult(conn));
	PQpipelineSync(conn);
	show(PQgetResult(conn));
	end();
	begin("pipeline: many");
	PQsetnonblocking(conn, 1);
	for (int i = 0; i < 3000; i++)
	{
		snprintf(number, sizeof(number), "%d", i);
		values[0] = number;
		if (!PQsendQueryParams(conn, i == 1500 ? "select 1 / ($1::int4 - 1500)" : "select $1::int4 + 1 as v", 1, NULL, values, NULL, NULL, 0))
			die(conn, "send");
		if (i % 100 == 99)
			PQpipelineSync(conn);
	}
	long sum = 0;
	syncs = 0;
	while (syncs < 30)
	{
		struct pollfd waiting = {PQsocket(conn), POLLIN, 0};
		if (PQflush(conn) == 1)
			waiting.events |= POLLOUT;
		while (!PQisBusy(conn))
		{
			PGresult *result = PQgetResult(conn);
			if (result == NULL)
				continue;
			switch (PQresultStatus(result))
			{
				case PGRES_TUPLES_OK:
					results++;
					sum += atol(PQgetvalue(result, 0, 0));
					break;
				case PGRES_PIPELINE_SYNC:
					syncs++;
					break;
				case PGRES_PIPELINE_ABORTED:
					aborted++;
					break;
				default:
					broken++;
			}
			PQclear(result);
			if (syncs == 30)
				break;
		}
		if (syncs < 30)
		{
			if (poll(&waiting, 1, 20000) <= 0)
				die(conn, "no answer for 20 seconds");
			if (!PQconsumeInput(conn))
				die(conn, "input");
		}
	}
	PQsetnonblocking(conn, 0);
	note("%d results, sum %ld, %d failed, %d aborted", results, sum, broken, aborted);
	end();
	begin("pipeline: left");
	note("%d", PQexitPipelineMode(conn));
	run(conn, "select count(*) as n from shop.blob where body = 'piped'");
	end();
}

static void copies(PGconn *conn)
{
	char *data;
	int size, total = 0, lines = 0;

	begin("copy in");
	show(PQexec(conn, "copy shop.blob(id, body) from stdin"));
	for (int i = 100; i < 400; i++)
	{
		char line[64];
		snprintf(line, sizeof(line), "%d\tline %d\n", i, i);
		PQputCopyData(conn, line, (int) strlen(line) - 3);
		PQputCopyData(conn, line + strlen(line) - 3, 3);
	}
	PQputCopyEnd(conn, NULL);
	show(PQgetResult(conn));
	show(PQgetResult(conn));
	end();
	begin("copy in: given up");
	show(PQexec(conn, "copy shop.blob(id, body) from stdin (format csv)"));
	PQputCopyData(conn, "5000,x\n", 7);
	PQputCopyEnd(conn, "changed my mind");
	show(PQgetResult(conn));
	show(PQgetResult(conn));
	run(conn, "select count(*) as n from shop.blob where id = 5000");
	end();
	begin("copy in: malformed");
	show(PQexec(conn, "copy shop.blob(id, body) from stdin"));
	PQputCopyData(conn, "notanumber\tx\n", 13);
	PQputCopyEnd(conn, NULL);
	show(PQgetResult(conn));
	show(PQgetResult(conn));
	end();
	begin("copy out");
	show(PQexec(conn, "copy (select id, body from shop.blob where id >= 100 order by id) to stdout"));
	while ((size = PQgetCopyData(conn, &data, 0)) > 0)
	{
		total += size;
		lines++;
		PQfreemem(data);
	}
	note("%d bytes, %d lines, %d", total, lines, size);
	show(PQgetResult(conn));
	end();
	begin("copy out: binary");
	show(PQexec(conn, "copy (select 1 as a, null::text as b) to stdout (format binary)"));
	while ((size = PQgetCopyData(conn, &data, 0)) > 0)
	{
		note("");
		for (int i = 0; i < size; i++)
			printf("%02x", (unsigned char) data[i]);
		PQfreemem(data);
	}
	show(PQgetResult(conn));
	show(PQgetResult(conn));
	end();
	begin("copy out: fails");
	show(PQexec(conn, "copy (select 1 / (3 - n) from shop.number order by n) to stdout"));
	for (lines = 0; (size = PQgetCopyData(conn, &data, 0)) > 0; PQfreemem(data))
		lines++;
	note("%d", size);
	show(PQgetResult(conn));
	show(PQgetResult(conn));
	end();
}

static void cancelling(PGconn *conn)
{
	char reason[256] = "";
	PGcancel *cancel = PQgetCancel(conn);

	begin("cancel");
	PQsendQuery(conn, "select count(*) from generate_series(1, 2000000000) g");
	PQflush(conn);
	usleep(300000);
	note("%d", PQcancel(cancel, reason, sizeof(reason)));
	show(PQgetResult(conn));
	show(PQgetResult(conn));
	run(conn, "select 1 as after");
	end();
	begin("cancel: nothing runs");
	note("%d", PQcancel(cancel, reason, sizeof(reason)));
	usleep(200000);
	run(conn, "select 2 as after");
	end();
	PQfreeCancel(cancel);
}

static void notifications(PGconn *conn)
{
	PGconn *sender = login();
	int heard = 0;
	char payloads[64] = "";

	begin("notify");
	run(conn, "listen tower");
	run(sender, "notify tower, 'x'");
	run(sender, "notify elsewhere, 'y'");
	run(sender, "notify tower, 'z'");
	for (int i = 0; i < 50 && heard < 2; i++)
	{
		struct pollfd waiting = {PQsocket(conn), POLLIN, 0};
		poll(&waiting, 1, 200);
		PQconsumeInput(conn);
		for (PGnotify *told; (told = PQnotifies(conn)) != NULL; PQfreemem(told))
		{
			heard++;
			note("%s %d", told->relname, told->be_pid == PQbackendPID(sender));
			strncat(payloads, told->extra, 8);
		}
	}
	run(conn, "unlisten tower");
	end();
	begin("notify payload");
	note("'%s'", payloads);
	end();
	PQfinish(sender);
}

static void large_objects(PGconn *conn)
{
	char buffer[70000], back[70000];
	Oid object;
	int descriptor, status;

	memset(buffer, 'L', sizeof(buffer));
	begin("large objects");
	quietly(conn, "begin");
	object = lo_creat(conn, INV_READ | INV_WRITE);
	if (object == 0)
	{
		PGresult *failed;
		quietly(conn, "rollback");
		quietly(conn, "begin");
		failed = PQfn(conn, 957, &status, &status, 1, NULL, 0);
		note("refused %s", PQresultErrorField(failed, PG_DIAG_SQLSTATE));
		PQclear(failed);
		quietly(conn, "rollback");
		run(conn, "select 1 as after");
		end();
		return;
	}
	descriptor = lo_open(conn, object, INV_READ | INV_WRITE);
	note("%d", lo_write(conn, descriptor, buffer, sizeof(buffer)));
	note("%d", lo_lseek(conn, descriptor, 100, SEEK_SET));
	note("%d", lo_write(conn, descriptor, "middle", 6));
	note("%d", lo_lseek(conn, descriptor, 98, SEEK_SET));
	note("%d", lo_read(conn, descriptor, back, 12));
	note("%.12s", back);
	note("%d", lo_tell(conn, descriptor));
	note("%d", lo_truncate(conn, descriptor, 200));
	note("%d", lo_lseek(conn, descriptor, 0, SEEK_END));
	note("%d", lo_close(conn, descriptor));
	quietly(conn, "commit");
	quietly(conn, "begin");
	note("%d", lo_unlink(conn, object));
	quietly(conn, "commit");
	quietly(conn, "begin");
	note("%d", lo_open(conn, object, INV_READ));
	quietly(conn, "rollback");
	run(conn, "select 1 as after");
	end();
}

static void logins(void)
{
	PGconn *conn = PQconnectStart("");
	PostgresPollingStatusType state = PGRES_POLLING_WRITING;

	begin("login: asynchronous");
	for (int i = 0; i < 1000 && state != PGRES_POLLING_OK && state != PGRES_POLLING_FAILED; i++)
	{
		struct pollfd waiting = {PQsocket(conn), state == PGRES_POLLING_READING ? POLLIN : POLLOUT, 0};
		poll(&waiting, 1, 5000);
		state = PQconnectPoll(conn);
	}
	note("%d, protocol %d, encoding %s", state, PQprotocolVersion(conn), pg_encoding_to_char(PQclientEncoding(conn)));
	end();
	begin("reset");
	quietly(conn, "set application_name = 'before'");
	PQreset(conn);
	note("%d", PQstatus(conn));
	run(conn, "show application_name");
	end();
	PQfinish(conn);
	begin("login: wrong password");
	conn = PQconnectdb("password=wrong");
	note("%d", PQstatus(conn));
	PQfinish(conn);
	end();
	begin("login: no such setting");
	conn = PQconnectdb("options='-c nosuchsetting=1'");
	note("%d", PQstatus(conn));
	PQfinish(conn);
	end();
	begin("ping");
	note("%d", PQping(""));
	end();
	begin("lost");
	conn = login();
	close(PQsocket(conn));
	run(conn, "select 1");
	note("%d", PQstatus(conn));
	PQfinish(conn);
	conn = login();
	run(conn, "select 2 as other");
	PQfinish(conn);
	end();
}

int main(void)
{
	PGconn *conn = login();

	queries(conn);
	pipelines(conn);
	copies(conn);
	cancelling(conn);
	notifications(conn);
	large_objects(conn);
	PQfinish(conn);
	logins();
	return 0;
}
