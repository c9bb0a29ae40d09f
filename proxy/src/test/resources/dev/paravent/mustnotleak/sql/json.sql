-- class: explicit: json/xml

-- case: the row as JSON
-- expect: refused
select to_jsonb(p) from care.person p where id = 9001

-- case: row_to_json of a sub-query
-- expect: refused
select row_to_json(q) from (select nir, birth_date from care.person where id = 9001) q

-- case: an object
-- expect: refused
select json_build_object('n', nir, 'd', birth_date) from care.person where id = 9001

-- case: the SQL standard's constructor
-- expect: refused
select json_object('n' : nir15) from care.person where id = 9001

-- case: an array of rows
-- expect: refused
select json_agg(birth_date order by id) from care.person where id > 9000

-- case: a stored document as it is
-- expect: tokenised
select details from care.visit where person_id = 9001

-- case: a path of a stored document
-- expect: tokenised
select details #>> '{person,nir}' from care.visit where person_id = 9001

-- case: arrows
-- expect: tokenised
select details -> 'person' ->> 'born' from care.visit where person_id = 9001

-- case: a subscript
-- expect: tokenised
select details['person']['nir'] from care.visit where person_id = 9001

-- case: jsonpath
-- expect: refused
select jsonb_path_query(details, '$.person.nir') from care.visit where person_id = 9001

-- case: JSON_TABLE
-- expect: refused
select t.* from care.visit v, json_table(v.details, '$.person' columns (nir text path '$.nir')) t where v.person_id = 9001

-- case: keys and values as rows
-- expect: refused
select value from care.visit, jsonb_each_text(details -> 'person') where person_id = 9001

-- case: an XML element
-- expect: refused
select xmlelement(name person, xmlattributes(nir15 as nir), birth_date) from care.person where id = 9001

-- case: an XML forest
-- expect: refused
select xmlforest(nir, birth_date) from care.person where id = 9001

-- case: containment answers a bit
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select count(*) from care.visit where person_id = 9001 and details @> '{"person": {"born": "{guess}"}}'

-- case: a populated record
-- expect: refused
select (jsonb_populate_record(null::care.person, row_data)).nir from trail.journal where what = 'import'

-- case: the audit trail
-- expect: refused
select row_data from trail.journal

-- case: an array of a query
-- expect: refused
select json_array(select nir15 from care.person where id = 9001)

-- case: an aggregate of the SQL standard
-- expect: refused
select json_objectagg(id : birth_date) from care.person where id > 9000

-- case: a scalar, serialised
-- expect: refused
select json_serialize(json_scalar(nir15)) from care.person where id = 9001

-- case: a default that stands for a missing value
-- expect: refused
-- leaks: false
select json_value(jsonb '{}', '$.a' default nir15 on empty) from care.person where id = 9001

-- case: a variable of a path
-- expect: refused
select json_query(jsonb '[1]', '$[*] ? ($n == $n)' passing nir15 as n), json_value(jsonb '1', '$n' passing nir15 as n) from care.person where id = 9001

-- case: a row of JSON_TABLE for each row
-- expect: refused
select t.v from care.person p, json_table(jsonb '[1]', '$[*]' passing p.nir15 as n columns (v text path '$n')) t where p.id = 9001

-- case: a path answers a bit
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select count(*) from care.person where id = 9001 and json_exists(jsonb '[1]', '$ ? ($d == "{guess}")' passing birth_date::text as d)

-- case: a predicate on JSON
-- expect: refused
select nir15 is json scalar, json(nir15) from care.person where id = 9001

-- case: an XML table
-- expect: refused
select x.v from care.person p, xmltable('/' passing xmlparse(document '<a/>') columns v text path 'zz' default p.nir15) x where p.id = 9001

-- case: an instruction, a root, a text
-- expect: refused
select xmlserialize(content xmlconcat(xmlpi(name p, nir15), xmlparse(content birth_date::text)) as text) from care.person where id = 9001

-- case: the old and the new row as a document
-- expect: refused
update care.person set town = town where id = 9001 returning json_object('n' : old.nir15), xmlforest(new.birth_date)

-- case: a document by another name
-- expect: tokenised
with d as (select details as x from care.visit where person_id = 9001) select coalesce(a.x, b.x) from d a, d b

-- case: the text of a document
-- expect: refused
select details::text, details #>> '{}' from care.visit where person_id = 9001

-- case: the text of a part
-- expect: refused
select details ->> 'person' from care.visit where person_id = 9001

-- case: a key that is computed
-- expect: refused
select details -> lower('PERSON') ->> ('n' || 'ir') from care.visit where person_id = 9001

-- case: a key that comes later
-- expect: refused
prepare walk (text) as select details -> 'person' ->> $1 from care.visit where person_id = 9001
--;;
execute walk ('nir')

-- case: part of a member
-- expect: refused
select left(details #>> '{person,nir}', 14), (details #>> '{person,born}')::date + 1 from care.visit where person_id = 9001

-- case: members as rows
-- expect: refused
select e.* from care.visit v, jsonb_each(v.details -> 'person') e where v.person_id = 9001

-- case: a document beside others
-- expect: refused
select details || '{"more": 1}' from care.visit where person_id = 9001

-- case: a document in a new one
-- expect: refused
select jsonb_build_object('d', details), jsonb_agg(details -> 'person') from care.visit where person_id = 9001 group by details

-- case: a number within an array
-- expect: refused
select array[details -> 'person'], array(select details from care.visit where person_id = 9001) from care.visit where person_id = 9001

-- case: a document is sorted by a member
-- expect: refused
-- leaks: false
select id from care.visit order by details #>> '{person,born}'

-- case: a member answers a bit
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
select count(*) from care.visit where person_id = 9001 and details #>> '{person,born}' >= '{guess}'

-- case: a member that was written is compared
-- expect: refused
-- leaks: false
update care.visit set details = '{"person": {"nir": "184037512345643"}}' where id = 900100 returning details #>> '{person,nir}' = '184037512345643'

-- case: a document is copied into a public column
-- expect: refused
update care.note_box set body = (select details::text from care.visit where person_id = 9001) where id = 1 returning body

-- case: a document is widened
-- expect: refused
update care.visit set details = jsonb_set(details, '{bill}', details -> 'person') where id = 900100 returning details -> 'bill'
