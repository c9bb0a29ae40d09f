// What node-postgres' own tests try, against whatever PGHOST and PGPORT name. Prints one line a step; a step
// that fails though it should not, or the other way round, ends with status 1.
'use strict';

const fs = require('fs');
const crypto = require('crypto');
const { pipeline } = require('stream/promises');
const { Readable, Writable } = require('stream');
const pg = require('pg');
const Cursor = require('pg-cursor');
const QueryStream = require('pg-query-stream');
const { from: copyFrom, to: copyTo } = require('pg-copy-streams');

let wrong = 0;
const ERROR_FIELDS = ['severity', 'code', 'position', 'schema', 'table', 'column', 'dataType', 'constraint'];
const show = (value) => JSON.stringify(value, (key, each) => {
  if (typeof each === 'bigint') return `${each}n`;
  if (each && each.type === 'Buffer') return `bytes:${Buffer.from(each.data).toString('hex')}`;
  return each;
});
const say = (name, value) => console.log(`${name}: ${show(value)}`);

function fault(error) {
  if (error.code === undefined) return { error: error.message };
  return Object.fromEntries(ERROR_FIELDS.filter((field) => error[field] !== undefined).map((field) => [field, error[field]]));
}

async function step(name, action) {
  try {
    say(name, await action());
  } catch (error) {
    wrong++;
    say(`${name} FAILED`, { ...fault(error), message: error.message });
  }
}

async function refusal(name, action) {
  try {
    say(`${name} DID NOT FAIL`, await action());
    wrong++;
  } catch (error) {
    say(name, fault(error));
  }
}

const shape = (result) => ({
  command: result.command, rowCount: result.rowCount,
  fields: result.fields.map((f) => [f.name, f.tableID, f.columnID, f.dataTypeID, f.dataTypeSize, f.dataTypeModifier, f.format]),
  rows: result.rows,
});
const tls = process.env.PGSSLMODE && process.env.PGSSLMODE !== 'disable';
const settings = (more) => ({
  ssl: tls ? { ca: fs.readFileSync(process.env.PGSSLROOTCERT, 'utf8') } : false,
  ...more,
});
async function open(more) {
  const client = new pg.Client(settings(more));
  client.on('error', () => {});
  await client.connect();
  return client;
}

// Everything as the server writes it: a value parsed by the driver hides differences.
const RAW = { getTypeParser: (oid, format) => (value) => (format === 'binary' ? `bytes:${value.toString('hex')}` : value) };

const COLUMNS = `id c_bool c_int2 c_int4 c_int8 c_float4 c_float8 c_numeric c_money c_text c_varchar c_char c_bytea c_date
  c_time c_timetz c_timestamp c_timestamptz c_interval c_uuid c_json c_jsonb c_inet c_cidr c_macaddr c_bit c_point c_range
  c_tsrange c_mood c_place c_positive c_name c_xml a_int4 a_text a_date a_numeric a_bool a_mood a_grid`.split(/\s+/);
const VALUES = [
  [1, true, 7, -70000, '9007199254740993', 1.5, -2.25e-10, '12345678901234567890.0123456789', '99.90', "it's \\ \"é\" 漢字 🙂",
    'short', 'ab', Buffer.from([0, 1, 254, 255]), '2024-02-29', '23:59:59.123456', '10:00:00+02', '2001-02-03 04:05:06.789',
    '2001-02-03T04:05:06.789Z', '1 year 2 mons -3 days 04:05:06.7', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '{"a": [1,  2]}',
    { b: null, a: 'x' }, '10.1.2.3/24', '10.1.0.0/16', '08:00:2b:01:02:03', '101', '(1.5,-2)', '[1,9)',
    '["2020-01-01 00:00+00","2020-02-01 00:00+00")', 'glad', '("Rue, d\'été",12)', 5, 'a_name', '<a>b</a>',
    [1, null, 3], ['plain', 'with "quotes"', 'NULL', null, ''], ['2020-01-01', null], ['1.10', '-2'], [true, false, null],
    ['sad', 'glad'], [[1, 2], [3, 4]]],
  [2, ...new Array(40).fill(null)],
  [3, false, -32768, 2147483647, '-9223372036854775808', 'NaN', 'Infinity', 'NaN', '-0.01', '', '', '', Buffer.alloc(0),
    'infinity', '24:00:00', '00:00:00-12:30', '-infinity', 'infinity', '-1 mons', '00000000-0000-0000-0000-000000000000',
    'null', [], '::1', '2001:db8::/32', 'ff:ff:ff:ff:ff:ff', '', '(0,0)', 'empty', '(,)', 'sad', '(,)', 1, '', '', [], [], [], [], [],
    [], []],
];

async function values(client) {
  const text = `insert into shop.every_type (${COLUMNS}) values (${COLUMNS.map((c, i) => `$${i + 1}`)})`;
  for (const row of VALUES) await step(`types: insert ${row[0]}`, async () => shape(await client.query(text, row)));
  const all = `select ${COLUMNS} from shop.every_type order by id`;
  await step('types: simple', async () => shape(await client.query(all)));
  await step('types: simple, as written', async () => shape(await client.query({ text: all, types: RAW })));
  await step('types: extended', async () => shape(await client.query({ text: `${all} limit $1`, values: [9], types: RAW })));
  await step('types: binary', async () => shape(await client.query({ text: `${all} limit $1`, values: [9], types: RAW, binary: true })));
  await step('types: rows as arrays', async () => (await client.query({ text: all, rowMode: 'array' })).rows.length);
  await step('types: constants', async () => shape(await client.query(
    `select 1, 1.5, 'text', null, true, 'x'::varchar(3), array[1, 2], '{"a":1}'::jsonb, interval '1 day', date '2020-01-01',
     1::int8, 'a'::"char", E'\\x41'::bytea, (1, 'b'), 1e3, b'101', current_date = current_date as today, 1 as "Odd Name"`)));
  await step('types: parameters cast', async () => shape(await client.query({
    text: 'select $1::int4, $2::text, $3::jsonb, $4::timestamptz, $5::bytea, $6::int4[], $7::numeric, $8::bool, $9::shop.mood, $10::date',
    values: [1, 'é', { a: 1 }, new Date(Date.UTC(2020, 1, 2, 3, 4, 5, 678)), Buffer.from('b'), [1, 2], '1.50', true, 'calm', null],
    types: RAW })));
}

async function errors(client) {
  const cases = {
    syntax: 'selec 1', 'no table': 'select * from nowhere', 'no column': 'select id,\n  nothing from shop.article',
    'no function': 'select nofunc(1)', division: 'select 1/0', 'bad number': "select 'x'::int4", unique: "insert into shop.article(label) values ('dup'), ('dup')",
    'not null': 'insert into shop.article(label) values (null)', check: "insert into shop.article(label, price) values ('c', -1)",
    'foreign key': 'insert into shop.line(article_id, amount) values (4711, 1)', 'named check': 'insert into shop.line(article_id, amount) values (1, 0)',
    'too long': "insert into shop.every_type(id, c_varchar) values (9, repeat('x', 41))", overflow: 'select 2147483647 + 1',
    domain: 'insert into shop.every_type(id, c_positive) values (9, -1)', 'no such enum': "select 'wild'::shop.mood",
    'two columns': 'select (select 1, 2)', 'no type': 'select 1::nosuchtype', parameter: 'select $1', grouping: 'select id, count(*) from shop.article',
    'always identity': 'insert into shop.line(id, article_id, amount) values (1, 1, 1)', 'bad date': "select date '2020-02-30'",
    cursor: 'fetch 1 from nocursor', savepoint: 'rollback to nowhere', 'invalid json': "select '{'::json", ambiguous: 'select id from shop.article a, shop.line b',
  };
  for (const [name, sql] of Object.entries(cases)) {
    await refusal(`error: ${name}`, () => client.query(sql));
    await refusal(`error: ${name}, extended`, () => client.query({ text: sql, queryMode: 'extended' }));
  }
  await refusal('error: bad parameter', () => client.query('select $1::int4', ['x']));
  await refusal('error: too few parameters', () => client.query('select $1::int4, $2::int4', [1]));
  await refusal('error: too many parameters', () => client.query('select $1::int4', [1, 2]));
  await refusal('error: later row', () => client.query('select 10 / (3 - n) from shop.number where n <= 4 order by n'));
  await step('error: the session goes on', async () => shape(await client.query('select 1 as one')));
  await step('empty query', async () => shape(await client.query('')));
  await step('only a comment', async () => shape(await client.query('-- nothing\n;;')));
}

async function transactions(client) {
  await step('transaction: commit', async () => {
    const said = [];
    for (const sql of ['begin', "insert into shop.article(label, price) values ('t1', 1.5) returning *", 'savepoint a',
      "insert into shop.article(label) values ('t2')", 'rollback to savepoint a', 'release a', 'select count(*)::int4 as n from shop.article', 'commit']) {
      said.push(shape(await client.query(sql)));
    }
    return said;
  });
  await client.query('begin');
  await refusal('transaction: fails', () => client.query('select 1/0'));
  await refusal('transaction: is over', () => client.query('select 1'));
  await refusal('transaction: is over, extended', () => client.query('select $1::int4', [1]));
  await step('transaction: commit is a rollback', async () => shape(await client.query('commit')));
  await step('transaction: savepoint after an error', async () => {
    await client.query('begin; savepoint s');
    await client.query('select 1/0').catch(() => {});
    await client.query('rollback to s');
    const after = await client.query('select 5 as five');
    await client.query('end');
    return shape(after);
  });
  await step('transaction: serializable read only', async () => {
    await client.query('begin isolation level serializable read only deferrable');
    const level = (await client.query('show transaction_isolation')).rows;
    await client.query('rollback');
    return level;
  });
  await client.query('begin read only');
  await refusal('transaction: read only', () => client.query("insert into shop.article(label) values ('never')"));
  await client.query('rollback');
  await step('transaction: deferred constraint', async () => {
    await client.query('begin; set constraints all deferred');
    await client.query('insert into shop.line(article_id, amount) values (999, 1)');
    return client.query('commit').then(() => 'committed', (error) => fault(error));
  });
  const notices = [];
  client.on('notice', (notice) => notices.push([notice.severity, notice.code]));
  await step('notice: commit without begin', async () => { await client.query('commit'); return notices.splice(0); });
  await step('notice: begin twice', async () => { await client.query('begin'); await client.query('begin'); await client.query('rollback'); return notices.splice(0); });
}

async function statements(client) {
  await step('prepared: used again', async () => {
    const said = [];
    for (const value of [1, 2, null]) said.push(shape(await client.query({ name: 'again', text: 'select $1::int4 as v, $1::int4 + 1 as w', values: [value] })));
    return said;
  });
  await refusal('prepared: fails at execution', () => client.query({ name: 'divide', text: 'select 1 / $1::int4 as v', values: [0] }));
  await step('prepared: works later', async () => shape(await client.query({ name: 'divide', text: 'select 1 / $1::int4 as v', values: [1] })));
  await step('prepared: by SQL', async () => {
    const said = [];
    for (const sql of ['prepare p(int4, text) as select $1 + 1, $2', "execute p(1, 'x')", 'execute p(41, null)', 'deallocate p']) said.push(shape(await client.query(sql)));
    return said;
  });
  await refusal('prepared: gone', () => client.query("execute p(1, 'x')"));
  await step('prepared: deallocate all', async () => shape(await client.query('deallocate all')));
  await step('several statements', async () => (await client.query("select 1 as a; select 2 as b where false; insert into shop.article(label) values ('multi') returning label; update shop.article set stock = 3 where label = 'multi'; select 'x;y' as c -- end")).map(shape));
  await refusal('several statements: the second fails', () => client.query("insert into shop.article(label) values ('undone'); select 1/0; select 2"));
  await step('several statements: the first is undone', async () => shape(await client.query("select label from shop.article where label = 'undone'")));
  await refusal('several statements: extended', () => client.query({ text: 'select 1; select 2', queryMode: 'extended' }));
  await step('writing: returning', async () => shape(await client.query("insert into shop.article(label, price) values ($1, $2), ('w2', default) returning id > 0 as positive, label, price, stock", ['w1', '3.10'])));
  await step('writing: on conflict', async () => shape(await client.query("insert into shop.article(label, stock) values ('w1', 5) on conflict (label) do update set stock = shop.article.stock + excluded.stock returning stock")));
  await step('writing: update from', async () => shape(await client.query("update shop.article a set stock = v.n from (values ('w1', 8), ('w2', 9)) v(l, n) where a.label = v.l returning a.label, v.n")));
  await step('writing: delete', async () => shape(await client.query("delete from shop.article where label like 'w%'")));
  await step('view', async () => shape(await client.query('select * from shop.cheap order by id')));
}

async function portals(client) {
  const cursor = client.query(new Cursor('select n, n * 2 as twice from shop.number order by n limit $1', [250]));
  await step('cursor: 100 at a time', async () => {
    const sizes = [];
    for (;;) {
      const rows = await cursor.read(100);
      sizes.push(rows.length, rows[0], rows[rows.length - 1]);
      if (rows.length === 0) return sizes;
    }
  });
  await cursor.close();
  await step('cursor: closed early', async () => {
    const early = client.query(new Cursor('select n from shop.number order by n'));
    const rows = await early.read(10);
    await early.close();
    return [rows.length, shape(await client.query('select 1 as next'))];
  });
  await refusal('cursor: fails on the way', async () => {
    const failing = client.query(new Cursor('select 1 / (30 - n) from shop.number order by n'));
    try {
      for (;;) await failing.read(10);
    } finally {
      await failing.close().catch(() => {});
    }
  });
  await step('stream', async () => {
    let count = 0;
    let sum = 0;
    for await (const row of client.query(new QueryStream('select n from shop.number where n <= $1', [3000], { batchSize: 77 }))) { count++; sum += row.n; }
    return [count, sum];
  });
  await step('cursor by SQL', async () => {
    const said = [];
    for (const sql of ['begin', 'declare c scroll cursor for select n from shop.number order by n', 'fetch 2 from c', 'move 10 from c', 'fetch forward 1 in c',
      'fetch backward 2 from c', 'fetch last c', 'fetch absolute 3 c', 'fetch all from c', 'close c', 'commit']) {
      const result = await client.query(sql);
      said.push([result.command, result.rowCount, result.rows.length, result.rows[0]]);
    }
    return said;
  });
}

async function copy(client) {
  await step('copy in: text', async () => {
    const stream = client.query(copyFrom('copy shop.blob(id, body) from stdin'));
    await pipeline(Readable.from(['1\tone\n2\t\\N\n3\ttab\\there', ' é 漢\n', '4\tback\\\\slash\n']), stream);
    return stream.rowCount;
  });
  await step('copy in: csv', async () => {
    const stream = client.query(copyFrom("copy shop.blob(id, body) from stdin with (format csv, header true, delimiter ';', null 'nil')"));
    await pipeline(Readable.from(['id;body\n5;"quoted; ""text"""\n6;nil\n']), stream);
    return stream.rowCount;
  });
  const out = async (sql) => {
    const chunks = [];
    await pipeline(client.query(copyTo(sql)), new Writable({ write(chunk, encoding, done) { chunks.push(chunk); done(); } }));
    return Buffer.concat(chunks);
  };
  await step('copy out: text', async () => (await out('copy shop.blob(id, body) to stdout')).toString());
  await step('copy out: csv', async () => (await out('copy (select id, body, null as n from shop.blob order by id) to stdout with (format csv, header, force_quote *)')).toString());
  await step('copy out: binary', async () => (await out('copy (select id, body from shop.blob order by id) to stdout (format binary)')).toString('hex'));
  await step('copy out: many rows', async () => crypto.createHash('sha256').update(await out('copy (select n, n * n from shop.number order by n) to stdout')).digest('hex'));
  await refusal('copy in: bad line', async () => pipeline(Readable.from(['7\tx\nseven\ty\n']), client.query(copyFrom('copy shop.blob(id, body) from stdin'))));
  await refusal('copy in: duplicate', async () => pipeline(Readable.from(['1\tx\n']), client.query(copyFrom('copy shop.blob(id, body) from stdin'))));
  await step('copy: the session goes on', async () => shape(await client.query('select count(*)::int4 as n from shop.blob')));
}

async function large(client) {
  const body = 'é0123456789abcde'.repeat(100_000); // 1.7 MB
  const raw = crypto.createHash('sha512').update('seed').digest();
  const bytes = Buffer.concat(new Array(40_000).fill(raw));
  const sum = (value) => crypto.createHash('sha256').update(value).digest('hex');
  await step('large: write', async () => shape(await client.query('insert into shop.blob(id, body, raw) values (100, $1, $2)', [body, bytes])));
  for (const binary of [false, true]) {
    await step(`large: read, binary ${binary}`, async () => {
      const { rows } = await client.query({ text: 'select body, raw from shop.blob where id = $1', values: [100], binary });
      return [rows[0].body === body, sum(rows[0].raw), rows[0].raw.length];
    });
  }
  await step('large: as a literal', async () => (await client.query(`select length('${body.slice(0, 900_000)}') as n, 1 as one`)).rows);
  await step('large: statement of many constants', async () => (await client.query(`select sum(n)::int8 as s from shop.number where n in (${Array.from({ length: 2000 }, (_, i) => i)})`)).rows);
  await step('large: many rows', async () => (await client.query("select n, repeat('x', 200) as filler from shop.number order by n")).rows.length);
  await step('large: many parameters', async () => (await client.query(`select ${Array.from({ length: 1000 }, (_, i) => `$${i + 1}::int4 as c${i}`)}`, Array.from({ length: 1000 }, (_, i) => i))).fields.length);
}

async function pipelines() {
  const client = await open();
  await step('pipeline: queued by the driver', async () => {
    const all = await Promise.allSettled([
      client.query('select 1 as a'), client.query('select $1::text as b', ['x']), client.query('select 1/0'),
      client.query({ name: 'q', text: 'select $1::int4 as c', values: [3] }), client.query({ name: 'q', text: 'select $1::int4 as c', values: [4] })]);
    return all.map((one) => (one.status === 'fulfilled' ? shape(one.value) : fault(one.reason)));
  });
  await client.end();
}

async function notifications() {
  const [listener, sender] = [await open(), await open()];
  const heard = [];
  let wake = () => {};
  listener.on('notification', (n) => { heard.push(n); wake(); });
  const next = () => (heard.length ? Promise.resolve() : new Promise((done) => { wake = done; setTimeout(done, 5000); }));
  await listener.query('listen bell; listen "Other Bell"');
  await sender.query("notify bell, 'ding'");
  await next();
  await step('notify', async () => heard.map((n) => n.channel));
  say('notify payload', heard.splice(0).map((n) => n.payload));
  await sender.query('begin; notify "Other Bell"; rollback');
  await sender.query('notify "Other Bell"');
  await next();
  await step('notify: after commit only', async () => heard.splice(0).map((n) => [n.channel, n.payload]));
  await listener.query('unlisten *');
  await sender.query('notify bell');
  await step('notify: unlistened', async () => { await listener.query('select 1'); return heard.length; });
  await Promise.all([listener.end(), sender.end()]);
}

async function cancelling() {
  const client = await open();
  await step('cancel: statement_timeout', async () => {
    await client.query("set statement_timeout = '150ms'");
    const failed = await client.query('select count(*) from generate_series(1, 2000000000) g').then(() => 'finished', fault);
    await client.query('reset statement_timeout');
    return [failed, (await client.query('show statement_timeout')).rows];
  });
  await step('cancel: request', async () => {
    const running = client.query('select count(*) from generate_series(1, 2000000000) g').then(() => 'finished', fault);
    await new Promise((done) => setTimeout(done, 300));
    const canceller = new pg.Client(settings());
    canceller.cancel(client, client.activeQuery ?? client._activeQuery);
    const failed = await running;
    return [failed, (await client.query('select 1 as after')).rows];
  });
  await client.end();
  await step('time-out at login', async () => {
    const limited = await open({ statement_timeout: 150 });
    const failed = await limited.query('select count(*) from generate_series(1, 2000000000) g').then(() => 'finished', fault);
    await limited.end();
    return failed;
  });
}

async function settingsOf() {
  const client = await open({ application_name: 'scenario é', options: '-c extra_float_digits=2 -c TimeZone=Asia/Tokyo' });
  await step('settings: at login', async () => (await client.query("select current_setting('application_name') as a, current_setting('extra_float_digits') as f, current_setting('timezone') as t, timestamptz '2020-01-01 00:00+00' as z")).rows);
  await step('settings: search_path', async () => {
    const said = [(await client.query('show search_path')).rows];
    await client.query('set search_path to shop, public');
    said.push((await client.query("select 'article'::regclass::text as r, count(*)::int4 as n from number")).rows);
    await client.query('begin; set local search_path to public');
    said.push(await client.query('select count(*) from number').then(() => 'found', fault));
    await client.query('rollback');
    said.push((await client.query('show search_path')).rows);
    await client.query('reset search_path');
    return said;
  });
  await step('settings: shown', async () => {
    const said = {};
    for (const name of ['server_version', 'client_encoding', 'standard_conforming_strings', 'integer_datetimes', 'DateStyle', 'TimeZone', 'transaction_isolation', 'bytea_output']) said[name] = (await client.query(`show ${name}`)).rows[0];
    return said;
  });
  await step('settings: set', async () => {
    await client.query("set time zone 'UTC'; set bytea_output = 'escape'; set application_name to 'renamed'; set datestyle to 'ISO, DMY'; set intervalstyle = 'iso_8601'");
    return shape(await client.query({ text: "select current_setting('application_name'), '\\x0041'::bytea, date '01/02/2020', interval '1 day 2 hours', now() = current_timestamp", types: RAW }));
  });
  await step('settings: discard all', async () => { await client.query('discard all'); return (await client.query('show bytea_output')).rows; });
  await step('who', async () => (await client.query('select current_user as u, session_user as s, current_schema() as c, pg_backend_pid() > 0 as p')).rows);
  await refusal('settings: no such', () => client.query('set nosuchsetting = 1'));
  await refusal('settings: bad value', () => client.query("set timezone = 'Nowhere/Land'"));
  await client.end();
}

async function pool() {
  const shared = new pg.Pool(settings({ max: 4, idleTimeoutMillis: 200 }));
  shared.on('error', () => {});
  await step('pool: 40 queries over 4', async () => {
    const all = await Promise.all(Array.from({ length: 40 }, (_, i) => shared.query('select $1::int4 as i', [i])));
    return [all.map((one) => one.rows[0].i), shared.totalCount];
  });
  await step('pool: temporary tables stay with their session', async () => {
    const one = await shared.connect();
    await one.query('create temp table mine (v int4); insert into mine values (1)');
    const inside = (await one.query('select v from mine')).rows;
    const other = await shared.query('select v from mine').then((r) => r.rows, fault);
    await one.query('drop table mine');
    one.release();
    return [inside, other];
  });
  await step('pool: a broken client is replaced', async () => {
    const broken = await shared.connect();
    broken.on('error', () => {});
    broken.connection.stream.destroy();
    const failed = await broken.query('select 1').then(() => 'answered', () => 'failed');
    broken.release(true);
    return [failed, (await shared.query('select 2 as two')).rows];
  });
  await shared.end();
  await step('pool: ended', async () => shared.query('select 1').then(() => 'answered', (error) => error.message));
}

async function logins() {
  await refusal('login: wrong password', () => open({ password: 'wrong' }));
  await refusal('login: no such database', () => open({ database: 'nosuchdatabase' }));
}

(async () => {
  const client = await open();
  for (const part of [values, errors, transactions, statements, portals, copy, large]) await part(client);
  await client.end();
  for (const part of [pipelines, notifications, cancelling, settingsOf, pool, logins]) await part();
  process.exitCode = wrong ? 1 : 0;
})().catch((error) => {
  console.log(`scenario died: ${error.stack}`);
  process.exit(1);
});
