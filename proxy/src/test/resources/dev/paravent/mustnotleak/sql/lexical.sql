-- class: lexical tricks

-- case: a comment inside a comment
-- expect: tokenised
select id /* /* */ , surname */ , nir /* */ from care.person where id = 9001

-- case: a dollar quote that hides a quote
-- expect: refused
select name $$/*$$, left(nir, 9) from care.person where id = 9001 --*/

-- case: a dollar-quoted alias is no alias
-- expect: refused
-- leaks: false
select left(nir, 9) $x$ from care.insurer $x$ from care.person where id = 9001

-- case: Unicode escapes in a name
-- expect: tokenised
select u&"n\0069r" from care.person where id = 9001

-- case: Unicode escapes with another escape character
-- expect: tokenised
select u&"!006Eir" uescape '!' from care.person where id = 9001

-- case: quoted and folded names
-- expect: tokenised
select "nir", NIR, "care"."person".NiR from CARE."person" where id = 9001

-- case: a function's name with Unicode escapes
-- expect: refused
select u&"l\0065ft"(nir, 9) from care.person where id = 9001

-- case: an operator glued to a comment
-- expect: refused
select nir||/* */''from care.person where id = 9001

-- case: a string continued on the next line
-- expect: refused
-- guess: 2070 | 1320
select count(*) from care.person where nir like '{guess}'
  '8%'

-- case: an escape string with octal digits
-- expect: refused
-- guess: \062070% | \061320%
select count(*) from care.person where nir like E'{guess}'

-- case: a name of more than 63 bytes
-- expect: refused
select left(x, 9) from (select nir as aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa from care.person where id = 9001) q(x)

-- case: backslash at the end of an ordinary string
-- expect: refused
select '\', left(nir, 9), '''' from care.person where id = 9001

-- case: no white space at all
-- expect: tokenised
select(nir)from"care"."person"where(id=9001)

-- case: a number glued to a word
-- expect: refused
-- leaks: false
select 1nir from care.person where id = 9001

-- case: the operator of another schema by name
-- expect: refused
select nir operator(pg_catalog.||) '' from care.person where id = 9001

-- case: two statements in one message
-- expect: tokenised
-- simple: true
select 1; select nir from care.person where id = 9001; ; select 2

-- case: the second of two statements computes
-- expect: refused
-- simple: true
select 1; select left(nir, 9) from care.person where id = 9001
