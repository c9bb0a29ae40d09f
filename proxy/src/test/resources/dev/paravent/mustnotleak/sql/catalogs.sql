-- class: catalogs/statistics

-- case: the most common values
-- expect: refused
-- role: admin
select most_common_vals, histogram_bounds from pg_stats where tablename = 'person' and attname in ('nir', 'birth_date')

-- case: statistics as they are stored
-- expect: refused
-- role: admin
select stavalues1, stavalues2 from pg_statistic where starelid = 'care.person'::regclass

-- case: extended statistics
-- expect: refused
-- role: admin
select most_common_vals from pg_stats_ext

-- case: statements of other sessions
-- expect: refused
-- leaks: false
-- role: admin
select query from pg_stat_activity

-- case: prepared statements
-- expect: refused
-- leaks: false
select statement from pg_prepared_statements

-- case: open cursors
-- expect: refused
-- leaks: false
select statement from pg_cursors

-- case: definitions of partitions show no bound
-- expect: nulled or refused
-- leaks: false
select relname, relpartbound::text from pg_class where relname = 'cohort_1900_1929'

-- case: large objects
-- expect: refused
-- leaks: false
-- role: admin
select lo_from_bytea(0, nir15::text::bytea) from care.person where id = 9001

-- case: password verifiers
-- expect: refused
-- leaks: false
-- role: admin
select rolpassword from pg_authid

-- case: functions' sources
-- expect: nulled or refused
-- leaks: false
select prosrc from pg_proc where proname = 'nir_of'

-- case: the information schema's view of data
-- expect: nulled or refused
-- leaks: false
select view_definition from information_schema.views where table_schema = 'care'

-- case: bounds of partitions as the server prints them
-- expect: nulled or refused
-- leaks: false
select pg_get_expr(relpartbound, oid), pg_get_partition_constraintdef(oid) from pg_class where relname = 'cohort_1900_1929'

-- case: checks as the server prints them
-- expect: nulled or refused
-- leaks: false
select conname, pg_get_constraintdef(oid), pg_get_constraintdef(oid, true) from pg_constraint where conname = 'person_birth_sane'

-- case: a parsed expression as it is stored
-- expect: nulled or refused
-- leaks: false
select adbin, adbin::text from pg_attrdef

-- case: a parsed expression under another name
-- expect: nulled or refused
-- leaks: false
select pg_get_expr(b, o) from (select relpartbound, oid from pg_class where relname = 'cohort_1900_1929') c(b, o)

-- case: a setting of the server by a column
-- expect: nulled or refused
-- leaks: false
select current_setting(name, true), setting from pg_settings where name = 'max_connections'

-- case: a setting by a named argument
-- expect: refused
-- leaks: false
select current_setting(setting_name => name) from pg_settings

-- case: a setting under a name that policy lists
-- expect: nulled or refused
-- leaks: false
select name, setting from (pg_settings s(was, setting) join (values ('server_version')) v(name) on true) where was = 'max_connections'
