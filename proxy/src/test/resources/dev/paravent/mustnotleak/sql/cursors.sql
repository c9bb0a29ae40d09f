-- class: cursors/prepare/do

-- case: a cursor
-- expect: tokenised
begin
--;;
declare c cursor for select nir, birth_date from care.person where id > 9000
--;;
fetch all c
--;;
rollback

-- case: a binary cursor
-- expect: tokenised
begin
--;;
declare c binary cursor for select birth_date from care.person where id > 9000
--;;
fetch all c
--;;
rollback

-- case: PREPARE and EXECUTE
-- expect: tokenised
prepare loot as select nir from care.person where id > $1
--;;
execute loot(9000)
--;;
deallocate loot

-- case: a function's own cursor
-- expect: refused
begin
--;;
select care.open_people('people')
--;;
fetch all people
--;;
rollback

-- case: a cursor that holds, and scrolls back
-- expect: tokenised
declare h scroll cursor with hold for select nir, birth_date, nir15 from care.person where id > 9000
--;;
fetch last h
--;;
fetch backward all h
--;;
fetch absolute 2 h
--;;
close h

-- case: a binary cursor that holds
-- expect: tokenised
begin
--;;
declare h binary cursor with hold for select birth_date, nir from care.person where id > 9000
--;;
commit
--;;
fetch all h
--;;
close all

-- case: a cursor that holds
-- expect: refused
declare h cursor with hold for select left(nir, 9) from care.person where id = 9001
--;;
fetch all h

-- case: the row that a cursor is on
-- expect: tokenised
begin
--;;
declare c cursor for select id from care.person where id > 9000 for update
--;;
fetch c
--;;
update care.person set surname = 'x' where current of c returning nir, birth_date, nir15
--;;
delete from care.person where current of c returning nir, birth_date
--;;
rollback
