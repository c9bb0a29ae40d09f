-- class: session state

-- case: another date style
-- expect: refused
set datestyle = 'German'
--;;
select birth_date from care.person where id = 9001

-- case: another client encoding
-- expect: refused
-- leaks: false
set client_encoding = 'LATIN1'

-- case: backslashes that quote
-- expect: refused
-- leaks: false
set standard_conforming_strings = off

-- case: the search path to a foreign schema
-- expect: refused
set search_path = trail, care
--;;
select row_data from journal where what = 'import'

-- case: the search path to the protected schema keeps its protection
-- expect: refused
set search_path = care
--;;
select left(nir, 9) from person where id = 9001

-- case: set_config
-- expect: refused
select set_config('application_name', nir, false) from care.person where id = 9001

-- case: a custom setting as a store
-- expect: refused
select set_config('x.y', nir15, false) from care.person where id = 9001
--;;
select current_setting('x.y')

-- case: SHOW of a custom setting
-- expect: refused
-- leaks: false
show x.y

-- case: an end user that nobody has signed for
-- expect: refused
-- leaks: false
set paravent.assertion = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJzdGV3YXJkIn0.'

-- case: reading who the end user is
-- expect: refused
-- leaks: false
select current_setting('paravent.assertion', true)

-- case: SHOW ALL
-- expect: refused
-- leaks: false
show all

-- case: the role
-- expect: refused
-- leaks: false
-- role: admin
set role steward

-- case: the session's authorization
-- expect: refused
-- leaks: false
-- role: admin
set session authorization steward

-- case: a temporary table that shadows
-- expect: refused
create temp table person as select * from care.person where id = 9001
--;;
select nir from pg_temp.person

-- case: a temporary table that a trigger takes for its own
-- expect: harmless
create temp table drawer (content text)
--;;
update care.visit set fee = 88 where person_id = 9001
--;;
select content from drawer

-- case: a temporary table filled by a query
-- expect: refused
create temp table loot (nir, born) on commit preserve rows as select nir15, birth_date from care.person where id > 9000
--;;
select left(nir, 9) from pg_temp.loot

-- case: a temporary table filled later
-- expect: refused
create temp table loot (content text)
--;;
insert into loot select nir15 from care.person where id > 9000
--;;
select content from loot

-- case: a temporary table filled under an alias
-- expect: refused
begin
--;;
create temp table care_person (id bigint, nir15 text)
--;;
insert into care_person select id, nir15 from care.person where id > 9000
--;;
select reverse(nir15) from care_person

-- case: a temporary table of guesses
-- expect: refused
-- guess: 1907-08-23 | 1907-08-24
create temp table guesses (born date)
--;;
insert into guesses values ('{guess}')
--;;
select p.surname from care.person p join guesses g on g.born = p.birth_date where p.id = 9001

-- case: a temporary table in the order of birth dates
-- expect: harmless
-- leaks: false
create temp table sorted as select id from care.person where birth_date is not null and id > 9000
--;;
select id from sorted

-- case: a temporary table of the types of a protected one
-- expect: refused
-- leaks: false
create temp table twin (like care.person including all)
--;;
insert into twin table care.person

-- case: the row security switch
-- expect: refused
-- leaks: false
set row_security = off

-- case: LOAD
-- expect: refused
-- leaks: false
load 'auto_explain'

-- case: the log on the client's side
-- expect: refused
-- leaks: false
-- role: admin
set client_min_messages = debug5

-- case: printing of parse trees
-- expect: refused
-- leaks: false
set debug_print_plan = on
