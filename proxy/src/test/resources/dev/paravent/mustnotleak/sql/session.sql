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
