-- Transactions that are prepared, and what their names and errors could carry.
-- class: cursors/prepare/do

-- case: a value written, prepared and read again
-- expect: tokenised
begin
--;;
update care.person set note = 'seen' where id = 9001 returning nir, birth_date
--;;
prepare transaction 'one'
--;;
rollback prepared 'one'
--;;
select nir, birth_date from care.person where id = 9001

-- case: a value as the name of a transaction
-- expect: refused
begin
--;;
prepare transaction (select nir from care.person where id = 9001)
-- leaks: false

-- case: names of transactions in the catalog
-- expect: harmless
-- role: app
select gid, owner from pg_prepared_xacts
-- leaks: false

-- case: a clear date written and compared in a prepared transaction
-- expect: refused
begin
--;;
update care.dependant set born = '1907-08-23' where id = 10
--;;
select p.id from care.person p join care.dependant d on d.born = p.birth_date where d.id = 10 and p.id > 9000
--;;
rollback
-- leaks: false

-- case: a cursor of a transaction that is prepared
-- expect: refused or tokenised
begin
--;;
declare c cursor for select nir, birth_date, nir15 from care.person where id > 9000
--;;
fetch 1 c
--;;
prepare transaction 'two'
--;;
fetch all c
--;;
rollback prepared 'two'

-- case: a cursor that holds and a transaction that is prepared
-- expect: refused or tokenised or harmless
-- leaks: false
begin
--;;
declare h cursor with hold for select nir, birth_date, nir15 from care.person where id > 9000
--;;
prepare transaction 'three'
--;;
fetch all h
