-- class: explicit: string

-- case: the first five characters
-- expect: refused
select left(nir, 9) from care.person where id = 9001

-- case: one character a row, by generate_series
-- expect: refused
select substr(nir15, i, 1) from care.person, generate_series(1, 15) i where id = 9001 order by i

-- case: SQL's own SUBSTRING syntax
-- expect: refused
select substring(nir from 1 for 9) from care.person where id = 9001

-- case: concatenation with an operator
-- expect: refused
select 'n' || nir from care.person where id = 9002

-- case: format
-- expect: refused
select format('%s/%L', nir, birth_date) from care.person where id = 9001

-- case: backwards
-- expect: refused
select reverse(nir15) from care.person where id = 9001

-- case: digits as letters
-- expect: refused
select translate(nir, '0123456789', 'abcdefghij') from care.person where id = 9001

-- case: a piece between separators
-- expect: refused
select split_part(nir || '-' || birth_date, '-', 2) from care.person where id = 9001

-- case: overlay
-- expect: refused
select overlay(nir placing 'xxxx' from 10 for 4) from care.person where id = 9001

-- case: padding
-- expect: refused
select lpad(nir15, 20, '.') from care.person where id = 9003

-- case: one text of all rows
-- expect: refused
select string_agg(nir::text, ',' order by id) from care.person where id > 9000

-- case: lower case changes two letters only
-- expect: refused
select lower(nir) from care.person where id = 9003

-- case: trimmed of nothing
-- expect: refused
select btrim(nir) from care.person where id = 9001

-- case: in quotes
-- expect: refused
select quote_literal(nir15), quote_nullable(birth_date) from care.person where id = 9001

-- case: repeated once
-- expect: refused
select repeat(nir, 1) from care.person where id = 9001

-- case: characters as codes
-- expect: refused
select ascii(substr(nir15, i, 1)) from care.person, generate_series(1, 15) i where id = 9001 order by i

-- case: normalised
-- expect: refused
select normalize(nir15, NFKC) from care.person where id = 9001

-- case: concat_ws hides the operator
-- expect: refused
select concat_ws('', nir, null) from care.person where id = 9004
