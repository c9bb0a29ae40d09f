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
select relname, relpartbound from pg_class where relname = 'cohort_1900_1929'

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
-- expect: refused
-- leaks: false
select view_definition from information_schema.views where table_schema = 'care'
