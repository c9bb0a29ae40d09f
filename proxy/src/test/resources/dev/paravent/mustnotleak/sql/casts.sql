-- class: explicit: casts/arithmetic

-- case: as a number
-- expect: refused
select nir::bigint from care.person where id = 9001

-- case: as a number through CAST
-- expect: refused
select cast(nir15 as numeric) + 0 from care.person where id = 9001

-- case: cut by a shorter type
-- expect: refused
select nir::char(9) from care.person where id = 9001

-- case: cut to one varchar
-- expect: refused
select birth_date::varchar(4) from care.person where id = 9001

-- case: doubled
-- expect: refused
select nir::bigint * 2 from care.person where id = 9002

-- case: as a float
-- expect: refused
select nir::float8 from care.person where id = 9001

-- case: as bytes
-- expect: refused
select nir::text::bytea from care.person where id = 9001

-- case: as bits
-- expect: refused
select (nir::bigint)::bit(48) from care.person where id = 9001

-- case: as a timestamp
-- expect: refused
select birth_date::timestamp from care.person where id = 9001

-- case: year plus nothing
-- expect: refused
select birth_year + 0 from care.person where id = 9001

-- case: function call syntax of a cast
-- expect: refused
select date(birth_date::text), text(nir) from care.person where id = 9001

-- case: as a date and back through a domain
-- expect: refused
select nir::care.nir_text from care.person where id = 9001

-- case: as a range
-- expect: refused
select daterange(birth_date, null) from care.person where id = 9001

-- case: as an object identifier
-- expect: refused
select (nir::bigint / 100)::text::xid8 from care.person where id = 9001

-- case: money
-- expect: refused
select nir::numeric::money from care.person where id = 9001
