-- class: query_to_xml family

-- case: a query as XML
-- expect: refused
select query_to_xml('select nir, birth_date from care.person where id = 9001', true, false, '')

-- case: a table as XML
-- expect: refused
select table_to_xml('care.person', true, false, '')

-- case: a schema as XML
-- expect: refused
select schema_to_xml('care', true, false, '')

-- case: a cursor as XML
-- expect: refused
-- leaks: false
select cursor_to_xml('c', 10, true, false, '')

-- case: text search statistics of a query
-- expect: refused
select word from ts_stat('select to_tsvector(''simple'', nir15) from care.person where id = 9001')

-- case: dynamic SQL of the owner's function
-- expect: refused
select care.run('select nir15 from care.person where id = 9001')

-- case: a query rewritten by text search
-- expect: refused
-- leaks: false
select ts_rewrite('a'::tsquery, 'select ''a''::tsquery, nir::text::tsquery from care.person where id = 9001')

-- case: a query rewritten by text search, its last argument of no type
-- expect: refused
prepare rewrite(void) as select ts_rewrite('a'::tsquery, 'select ''a''::tsquery, to_tsquery(''simple'', nir15) from care.person where id = 9001', $1)
--;;
execute rewrite(null)

-- case: the last argument has no type because of what stands before it
-- expect: refused
prepare rewrite as select coalesce($1, pg_advisory_unlock_all()), ts_rewrite('a'::tsquery, 'select ''a''::tsquery, to_tsquery(''simple'', nir15) from care.person where id = 9001', $1)
--;;
execute rewrite(null)

-- case: the last argument is cast to no type
-- expect: refused
prepare rewrite as select ts_rewrite('a'::tsquery, 'select ''a''::tsquery, to_tsquery(''simple'', nir15) from care.person where id = 9001', $1::void)
--;;
execute rewrite(null)
