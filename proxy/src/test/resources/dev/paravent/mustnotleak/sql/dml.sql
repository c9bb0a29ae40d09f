-- class: DML exfiltration

-- case: into a public column
-- expect: refused
insert into care.note_box (body) select nir from care.person where id = 9001 returning body

-- case: UPDATE of a public column
-- expect: refused
update care.person set note = nir where id = 9001 returning note

-- case: UPDATE FROM another table
-- expect: refused
update care.note_box n set body = p.nir from care.person p where p.id = 9001 and n.id = 1 returning body

-- case: RETURNING
-- expect: tokenised
update care.person set town = town where id = 9001 returning nir, birth_date

-- case: RETURNING an expression
-- expect: refused
update care.person set town = town where id = 9001 returning left(nir, 9)

-- case: RETURNING OLD and NEW
-- expect: tokenised
update care.person set town = town where id = 9001 returning old.nir, new.birth_date

-- case: RETURNING OLD by another name
-- expect: tokenised
update care.dependant set kind = kind where person_id = 9001 returning with (old as person) person.*, person.nir as again

-- case: OLD of a row that was in the way
-- expect: tokenised
insert into care.visit (id, person_id, person_nir) values (900100, 9001, (select nir from care.person where id = 1)) on conflict (id) do update set fee = 1 returning old.person_nir, new.fee

-- case: OLD and NEW as whole rows
-- expect: refused
update care.person set town = town where id = 9001 returning old, row_to_json(new)

-- case: a computation on OLD
-- expect: refused
update care.person set town = town where id = 9001 returning old.birth_date + 1, left(old.nir, 12)

-- case: OLD compared with a guess by order
-- expect: refused
-- guess: 1907-08-23 | 1932-05-14
update care.person set town = town where id = 9001 returning old.birth_date >= date '{guess}'

-- case: MERGE RETURNING OLD
-- expect: tokenised
merge into care.person p using (values (9001)) v(i) on p.id = v.i when matched then update set town = p.town returning merge_action(), old.nir, new.birth_date

-- case: DELETE RETURNING a whole row
-- expect: refused
delete from care.refund r where id = 9001 returning r

-- case: MERGE RETURNING
-- expect: refused
merge into care.note_box n using care.person p on p.id = 9001 and n.id = 1 when matched then update set body = p.nir returning n.body

-- case: a sub-query in SET
-- expect: refused
update care.note_box set body = (select nir15 from care.person where id = 9001) where id = 1 returning body

-- case: ON CONFLICT
-- expect: refused
insert into care.note_box (id, body) values (1, 'x') on conflict (id) do update set body = (select nir15 from care.person where id = 9001) returning body

-- case: public dates into a protected column to be joined
-- expect: refused
-- leaks: false
insert into care.dependant (id, person_id, nir, born) select 100000 + g, 9001, '184037512345643', date '1900-01-01' + g from generate_series(1, 5) g

-- case: a protected date into another row's protected column
-- expect: refused
-- leaks: false
update care.dependant d set born = p.birth_date from care.person p where p.id = d.person_id

-- case: a protected value into a date column
-- expect: refused
update care.note_box set made_on = (select birth_date from care.person where id = 9001) where id = 1 returning made_on

-- case: a numeric column
-- expect: refused
insert into care.note_box (amount) select nir::numeric from care.person where id = 9001 returning amount

-- case: a rule that also selects
-- expect: harmless
-- leaks: false
insert into care.echo (body) values ('x')

-- case: excluded in RETURNING of an upsert
-- expect: tokenised
-- leaks: false
insert into care.dependant (id, person_id, nir) values (90010, 9001, '184037512345643') on conflict (id) do update set kind = 'child' returning nir

-- case: the trail of a change
-- expect: refused
update care.person set town = town where id = 9001
--;;
select row_data ->> 'nir' from trail.journal order by id desc limit 1
