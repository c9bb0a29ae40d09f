-- class: explicit: encode/hash

-- case: md5
-- expect: refused
select md5(nir) from care.person where id = 9001

-- case: sha256 of the bytes
-- expect: refused
select sha256(nir15::text::bytea) from care.person where id = 9001

-- case: base64
-- expect: refused
select encode(nir::text::bytea, 'base64') from care.person where id = 9001

-- case: hexadecimal
-- expect: refused
select to_hex(nir::bigint) from care.person where id = 9001

-- case: convert_to
-- expect: refused
select convert_to(nir15, 'UTF8') from care.person where id = 9001

-- case: the hash an index uses tells equal values
-- expect: refused
-- leaks: false
select hashtext(nir::text) from care.person where id = 9001

-- case: another encoding
-- expect: refused
select convert(nir::text::bytea, 'UTF8', 'LATIN1') from care.person where id = 9001

-- case: escaped bytes
-- expect: refused
select encode(birth_date::text::bytea, 'escape') from care.person where id = 9001

-- case: octal of PostgreSQL 16
-- expect: refused
select to_oct(nir::bigint) from care.person where id = 9001

-- case: the bytes as they are sent
-- expect: refused
select bpcharsend(nir), date_send(birth_date) from care.person where id = 9001
