-- class: dblink/fdw/files

-- case: a file of the server
-- expect: refused
-- leaks: false
-- role: admin
select pg_read_file('PG_VERSION')

-- case: a foreign server
-- expect: refused
-- leaks: false
-- role: admin
create foreign data wrapper loot

-- case: the write-ahead log
-- expect: refused
-- leaks: false
-- role: admin
select pg_create_logical_replication_slot('loot', 'test_decoding')

-- case: a large object as a file
-- expect: refused
-- leaks: false
-- role: admin
select lo_import('/etc/hostname')

-- case: a directory
-- expect: refused
-- leaks: false
-- role: admin
select pg_ls_dir('.')
