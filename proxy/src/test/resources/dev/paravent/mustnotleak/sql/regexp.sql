-- class: explicit: regexp

-- case: the match itself
-- expect: refused
select regexp_match(nir, '^([0-9]{10})') from care.person where id = 9001

-- case: a substring by pattern
-- expect: refused
select substring(nir from '^[0-9]{10}') from care.person where id = 9001

-- case: split into characters
-- expect: refused
select regexp_split_to_table(nir15, '') from care.person where id = 9001

-- case: replaced by itself
-- expect: refused
select regexp_replace(nir, '(.)', '\1.', 'g') from care.person where id = 9001

-- case: similar to
-- expect: refused
-- guess: 207 | 132
select count(*) from care.person where id = 9001 and nir similar to '{guess}%'
