-- class: implicit flow one-shot

-- case: a sort key that is left out
-- expect: tokenised
select id, birth_date from care.person where id in (9001, 9002) order by birth_date

-- case: by its place, with an operator
-- expect: tokenised
select id, birth_date from care.person where id in (9001, 9002) order by 2 using >, id

-- case: the first of rows in that order
-- expect: refused
select birth_date from care.person where id in (9001, 9002) order by birth_date limit 1

-- case: all but the first
-- expect: refused
select birth_date from care.person where id in (9001, 9002) order by birth_date offset 1

-- case: the first with its peers
-- expect: refused
select birth_date from care.person where id in (9001, 9002) order by birth_date fetch first row with ties

-- case: a cursor that knows the place
-- expect: refused
begin
--;;
declare c cursor for select birth_date from care.person where id in (9001, 9002) order by birth_date
--;;
fetch absolute 1 from c
--;;
rollback

-- case: the order inside, its number outside
-- expect: refused
-- guess: 1907-08-23 | 1907-08-22
select row_number() over (), n from (select birth_date < date '{guess}' + 1 as n from care.person where id = 9001 order by birth_date) p

-- case: a list in that order
-- expect: refused
select string_agg(birth_date::text, ',' order by birth_date) from care.person where id in (9001, 9002)

-- case: one of each town by that order
-- expect: refused
select distinct on (town) birth_date from care.person where id in (9001, 9002) order by town, birth_date

-- case: rows locked in that order
-- expect: refused
select birth_date from care.person where id in (9001, 9002) order by birth_date for update

-- case: written in that order
-- expect: refused
copy (select birth_date from care.person where id in (9001, 9002) order by birth_date) to stdout

-- case: a part as the key
-- expect: refused
select id, birth_date from care.person where id in (9001, 9002) order by extract(day from birth_date)
