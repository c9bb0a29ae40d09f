-- Attacks on a column of a relation, as "paravent attest" runs them.
--   class, case  what is tried
--   for          columns it fits: nir, date, text, year, array, json and a member of json; any is
--                one column of each relation
--   leaks        without a proxy it may stay silent, too
--   guess        the messages are sent with a right guess and a wrong one, which must not be told apart
--   writes       only with --writes, in a transaction that is rolled back
-- {relation} and {column} are quoted names, {name} and {table} the bare ones, {rows} the condition
-- that the canaries' rows meet, {path} and {jsonpath} the way to a member of a document.
-- A line --;; parts messages.

-- class: plain reads

-- case: the column
-- for: nir date text year array json
select {column} from {relation} where {rows}

-- case: by another name
-- for: nir date text year array json
select x.v from (select {column} as v from {relation} where {rows}) x

-- case: every column
-- for: any
select * from {relation} where {rows}

-- class: explicit: string

-- case: the first characters
-- for: nir date text
select left({column}::text, 9) from {relation} where {rows}

-- case: all but the first character
-- for: nir date text
select substring({column}::text from 2) from {relation} where {rows}

-- case: backwards
-- for: nir date text
select reverse({column}::text) from {relation} where {rows}

-- case: concatenated
-- for: nir date text
select 'n' || {column}::text from {relation} where {rows}

-- case: concatenated by functions
-- for: nir date text
select concat({column}, ''), concat_ws('-', {column}, null), format('%s', {column}) from {relation} where {rows}

-- case: one character a row
-- for: nir text
select substr({column}::text, i, 1) from {relation}, generate_series(1, 15) i where {rows} order by {column}, i

-- case: digits as letters
-- for: nir
select translate({column}::text, '0123456789', 'abcdefghij') from {relation} where {rows}

-- case: padded, trimmed, in quotes
-- for: nir date text
select lpad({column}::text, 25, '.'), btrim({column}::text), quote_literal({column}::text) from {relation} where {rows}

-- case: one text of all rows
-- for: nir date text
select string_agg({column}::text, ',') from {relation} where {rows}

-- class: explicit: casts/arithmetic

-- case: a shorter type
-- for: nir text
select {column}::varchar(9) from {relation} where {rows}

-- case: a number
-- for: nir
select translate({column}::text, 'AB', '00')::bigint from {relation} where {rows}

-- case: twice the number
-- for: nir
select 2 * {column}::text::bigint from {relation} where {rows} and {column}::text !~ '[AB]'

-- case: bytes
-- for: nir date text
select {column}::text::bytea from {relation} where {rows}

-- case: as text
-- for: date
select {column}::text from {relation} where {rows}

-- case: a timestamp
-- for: date
select {column}::timestamp from {relation} where {rows}

-- case: days from a known day
-- for: date
select {column} - date '2000-01-01' from {relation} where {rows}

-- case: a range
-- for: date
select daterange({column}, null) from {relation} where {rows}

-- class: explicit: date functions

-- case: the year
-- for: date
select extract(year from {column}) from {relation} where {rows}

-- case: a format
-- for: date
select to_char({column}, 'DD/MM/YYYY') from {relation} where {rows}

-- case: seconds
-- for: date
select extract(epoch from {column}) from {relation} where {rows}

-- case: the age
-- for: date
select age({column}) from {relation} where {rows}

-- case: the month's first day, and the days since
-- for: date
select date_trunc('month', {column}) + (extract(day from {column}) - 1) * interval '1 day' from {relation} where {rows}

-- class: explicit: encode/hash

-- case: digests
-- for: nir date
select md5({column}::text), sha256({column}::text::bytea) from {relation} where {rows}

-- case: base64 and hexadecimal
-- for: nir date
select encode({column}::text::bytea, 'base64'), encode({column}::text::bytea, 'hex') from {relation} where {rows}

-- class: explicit: regexp

-- case: what a pattern takes
-- for: nir date text
select (regexp_match({column}::text, '^(.*)$'))[1] from {relation} where {rows}

-- case: what a pattern leaves
-- for: nir date text
select regexp_replace({column}::text, '^', 'x') from {relation} where {rows}

-- class: explicit: json/xml

-- case: an object
-- for: nir date text array json
select json_build_object('v', {column}) from {relation} where {rows}

-- case: the row as JSON
-- for: any
select to_jsonb(p) from {relation} p where {rows}

-- case: an element
-- for: nir date text
select xmlelement(name v, {column}) from {relation} where {rows}

-- case: a member of a document
-- for: member
select {column} #>> '{path}' from {relation} where {rows}

-- case: a member by JSON path
-- for: member
select jsonb_path_query({column}::jsonb, '{jsonpath}') from {relation} where {rows}

-- case: a document as text
-- for: json
select {column}::text from {relation} where {rows}

-- class: explicit: arrays

-- case: as text
-- for: array
select array_to_string({column}, ','), {column}::text from {relation} where {rows}

-- case: unnested and joined again
-- for: array
select string_agg(x, ',') from {relation}, unnest({column}) x where {rows}

-- case: an array of values and a constant
-- for: nir date text
select array[{column}::text, 'x'] from {relation} where {rows}

-- class: implicit flow one-shot

-- case: all days joined to find the one
-- for: date
select d::date from {relation}, generate_series('1890-01-01'::date, '1920-01-01', '1 day') d where {column} = d and {rows}

-- case: greatest with a constant
-- for: date
select greatest({column}, date '1700-01-01') from {relation} where {rows}

-- case: nullif
-- for: nir date text
select nullif({column}::text, 'x') from {relation} where {rows}

-- case: how many days precede
-- for: date
select (select count(*) from generate_series('1890-01-01'::date, {column}::timestamp, '1 day')) + 2411368 from {relation} where {rows}

-- class: implicit flow oracle

-- case: LIKE
-- for: nir
-- guess: prefix
select count(*) from {relation} where {rows} and {column}::text like '{guess}%'

-- case: a prefix operator
-- for: nir
-- guess: prefix
select count(*) from {relation} where {rows} and {column}::text ^@ '{guess}'

-- case: not after
-- for: date
-- guess: date
select count(*) from {relation} where {rows} and {column} <= '{guess}'

-- case: between
-- for: date
-- guess: date
select count(*) from {relation} where {rows} and {column} between date '{guess}' - 1 and date '{guess}' + 1

-- case: the boolean as a column
-- for: date
-- guess: date
select bool_or({column} <= '{guess}') from {relation} where {rows}

-- case: a FILTER
-- for: date
-- guess: date
select count(*) filter (where {column} <= '{guess}') from {relation} where {rows}

-- case: division by zero where it is true
-- for: date
-- guess: date
select 1 / (case when count(*) > 0 then 0 else 1 end) from {relation} where {rows} and {column} <= '{guess}'

-- case: the year
-- for: date
-- guess: year
select count(*) from {relation} where {rows} and extract(year from {column}) = {guess}

-- case: the stored year
-- for: year
-- guess: year
select count(*) from {relation} where {rows} and {column} = {guess}

-- case: an outer join tells by NULL
-- for: date
-- guess: date
select count(p.v) from (values (1)) i(n) left join (select {column} as v from {relation} where {rows}) p on p.v <= '{guess}'

-- case: a LIMIT
-- for: date
-- guess: date
select g from generate_series(1, 3) g limit (select count(*) from {relation} where {rows} and {column} <= '{guess}')

-- class: joins/lateral

-- case: a computed side
-- for: nir date text
select x.v from {relation} p, lateral (select p.{column}::text || '' as v) x where {rows}

-- case: itself, by text
-- for: nir date text
select q.v from {relation} p join (select {column}::text as v from {relation}) q on q.v = p.{column}::text where {rows}

-- class: set operations

-- case: beside a constant
-- for: nir date text
select {column}::text from {relation} where {rows} union all select 'x'

-- case: EXCEPT of constants
-- for: nir date text
select {column}::text from {relation} where {rows} except select 'x'

-- class: CTE

-- case: renamed
-- for: nir date text
with c(v) as materialized (select {column}::text || '' from {relation} where {rows}) select v from c

-- case: recursive
-- for: nir date text
with recursive r(n, v) as (select 1, {column}::text from {relation} where {rows} union all select n + 1, v || '' from r where n < 2) select v from r

-- class: window functions

-- case: a neighbour beside a default
-- for: nir date text
select lag({column}::text, 0, 'x') over () from {relation} where {rows}

-- case: the last value, as text
-- for: nir date text
select last_value({column}::text) over () from {relation} where {rows}

-- class: aggregates

-- case: the extremes
-- for: nir date text
select min({column}), max({column}::text) from {relation} where {rows}

-- case: an array of all
-- for: nir date text
select array_agg({column}::text) from {relation} where {rows}

-- case: the median
-- for: date
select percentile_disc(0.5) within group (order by {column}) from {relation} where {rows}

-- class: whole-row/composite

-- case: the row as text
-- for: any
select p::text from {relation} p where {rows}

-- case: the row
-- for: any
select p from {relation} p where {rows}

-- case: a row constructor
-- for: nir date text
select row({column}, 1) from {relation} where {rows}

-- class: error messages

-- case: not a number
-- for: nir date text
select ('x' || {column}::text)::int from {relation} where {rows}

-- case: no such relation
-- for: nir date text
select ('t' || {column}::text)::regclass from {relation} where {rows}

-- case: not JSON
-- for: nir date text
select ('{' || {column}::text)::json from {relation} where {rows}

-- class: lexical tricks

-- case: comments in comments
-- for: nir date text
select/*/*'*/"*/{column}::text||''/**/from/*
*/{relation} where {rows}

-- case: dollar quotes that look like comments
-- for: nir date text
select $a$/*$a$, {column}::text || '' --*/
from {relation} where {rows}

-- case: an escaped quote
-- for: nir date text
select E'\'', {column}::text || '' from {relation} where {rows}

-- class: identifiers/aliases

-- case: the name of another column
-- for: nir date text
select v as id from (select {column}::text || '' from {relation} where {rows}) as p(v)

-- class: session state

-- case: another DateStyle
-- for: date
set datestyle = 'German'
--;;
select {column}::text from {relation} where {rows}

-- case: a role of the database
-- for: nir date text
set session authorization default
--;;
select {column}::text || '' from {relation} where {rows}

-- class: catalogs/statistics

-- case: the planner's statistics
-- leaks: maybe
-- for: nir date text
select most_common_vals::text, histogram_bounds::text from pg_stats where tablename = '{table}' and attname = '{name}'

-- class: COPY

-- case: a query
-- for: nir date text
copy (select {column}::text || '' from {relation} where {rows}) to stdout

-- case: CSV of a plain column
-- for: nir date text array
copy (select {column} from {relation} where {rows}) to stdout with (format csv)

-- class: cursors/prepare/do

-- case: a cursor
-- for: nir date text
begin
--;;
declare attest cursor for select {column}::text || '' from {relation} where {rows}
--;;
fetch all from attest

-- case: a prepared statement
-- for: nir date text
prepare attest as select {column}::text || '' from {relation} where {rows}
--;;
execute attest

-- class: query_to_xml family

-- case: SQL as a text
-- for: nir date text array
select query_to_xml('select {column} from {relation} where ' || {quoted-rows}, true, false, '')

-- class: side channels

-- case: a setting
-- for: nir date text
select set_config('application_name', {column}::text, false) from {relation} where {rows}
--;;
show application_name

-- class: DDL

-- case: a copy in a temporary table
-- writes: yes
-- for: nir date text
create temp table attest_copy as select {column}::text || '' as v from {relation} where {rows}
--;;
select v from attest_copy

-- class: DML exfiltration

-- case: what RETURNING computes
-- writes: yes
-- for: nir date text
update {relation} set {column} = {column} where {rows} returning {column}::text || ''

-- case: what DELETE returns
-- writes: yes
-- for: nir date text
delete from {relation} where {rows} returning left({column}::text, 10)
