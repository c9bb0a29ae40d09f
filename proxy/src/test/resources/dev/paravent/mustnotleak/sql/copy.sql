-- class: COPY

-- case: a table
-- expect: harmless
-- simple: true
copy care.person to stdout

-- case: a query
-- expect: harmless
-- simple: true
copy (select nir, birth_date from care.person where id = 9001) to stdout with (format csv)

-- case: binary
-- expect: harmless
-- simple: true
copy (select birth_date from care.person where id = 9001) to stdout with (format binary)

-- case: an expression
-- expect: refused
-- simple: true
copy (select left(nir, 9) from care.person where id = 9001) to stdout

-- case: a program
-- expect: refused
-- leaks: false
-- role: admin
-- simple: true
copy care.person to program 'cat > /dev/null'

-- case: a file read back
-- expect: refused
-- leaks: false
-- role: admin
-- simple: true
copy care.note_box (body) from '/etc/hostname'

-- case: behind another statement
-- expect: harmless
-- simple: true
select 1; copy (select nir from care.person) to stdout
