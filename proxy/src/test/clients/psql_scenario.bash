# psql against whatever PGHOST and PGPORT name: one line a step. (What \d and the like show is PsqlIT's.)
set -u
psql=$SCENARIO_PROGRAMS/psql
step() {
  local name=$1
  shift
  # messages in words are the proxy's own; codes are compared
  printf '%s: %s\n' "$name" "$("$psql" -X -v VERBOSITY=sqlstate "$@" 2>&1 | tr '\n' '|')"
}

step 'query' -c 'select n, n * 2 as twice from shop.number where n < 4 order by n'
step 'several -c' -c 'select 1 as a' -c 'select 2 as b'
step 'several statements' -c 'select 1 as a; select 2 as b;; insert into shop.article(label) values ($$psql$$)'
step 'all at once' -1 -c "insert into shop.article(label) values ('one')" -c 'select 1/0' -c 'select 3'
step 'nothing was written' -Atc "select count(*) from shop.article where label = 'one'"
step 'stops' -v ON_ERROR_STOP=1 -f - <<<$'select 1;\nselect 1/0;\nselect 2;'
step 'goes on' -f - <<<$'select 1;\nselect 1/0;\nselect 2;'
step 'gdesc' -f - <<<$'select 1 as a, \'x\'::varchar(5) as b, now() as c, null as d, 1.5::numeric(6,2) as e \\gdesc'
step 'gset' -f - <<<$'select 5 as five, \'x y\' as text \\gset v_\n\\echo :v_five :\'v_text\'\nselect :v_five + 1, :\'v_text\';'
step 'gexec' -f - <<<$'select format(\'select %s as v\', n) from shop.number where n < 3 order by n \\gexec'
step 'crosstabview' -f - <<<$'select n % 2 as a, n % 3 as b, count(*) from shop.number group by 1, 2 order by 1, 2 \\crosstabview'
step 'fetch count' -v FETCH_COUNT=100 -Atc 'select n from shop.number where n <= 350 order by n'
step 'copy in' -f - <<<$'\\copy shop.blob(id, body) from stdin\n1\tone\n2\t\\N\n\\.\nselect id, body from shop.blob order by id;'
step 'copy out' -c '\copy (select id, body from shop.blob order by id) to stdout with csv header'
step 'copy by SQL' -c 'copy (select n from shop.number where n < 4 order by n) to stdout'
step 'errors in a transaction' -v ON_ERROR_ROLLBACK=on -f - <<<$'begin;\nselect 1/0;\nselect 2;\ncommit;'
step 'transaction' -f - <<<$'begin;\nselect 1/0;\nselect 2;\ncommit;\nselect 3;'
step 'no autocommit' -v AUTOCOMMIT=off -f - <<<$'insert into shop.article(label) values (\'off\');\nrollback;\nselect count(*) from shop.article where label = \'off\';'
step 'timing of prepared' -f - <<<$'prepare p(int4) as select $1 + 1 as v;\nexecute p(1);\nexecute p(null);\ndeallocate p;\nexecute p(1);'
step 'notify' -f - <<<$'listen a;\nnotify a;\nselect 1;' | sed -E 's/PID [0-9]+/PID/'
step 'settings' -f - <<<$'set timezone to \'Asia/Tokyo\';\nshow timezone;\nselect timestamptz \'2020-01-01 00:00+00\';\nreset timezone;\nset bytea_output = escape;\nselect \'\\x0041\'::bytea;\n\\encoding'
step 'expanded' -x -c "select 1 as a, 'multi
line' as b, null as c"
step 'json' -Atc "select jsonb_build_object('a', 1, 'b', array[1, 2]), '{\"x\": {\"y\": 1}}'::jsonb -> 'x' ->> 'y'"
step 'unaligned' -A -F ';' -R '/' -P null=NIL -c 'select 1 as a, null as b union all select 2, 3 order by 1'
step 'conninfo' -Atf - <<<$'\\echo :DBNAME :USER :SERVER_VERSION_NUM :ENCODING' | sed 's/shop-[a-z-]*/shop/'
step 'error code' -f - <<<$'select 1/0;\n\\echo :ERROR :SQLSTATE :ROW_COUNT\nselect n from shop.number limit 3;\n\\echo :ERROR :SQLSTATE :ROW_COUNT'
step 'connect again' -f - <<<$'\\connect - -\nselect 1 as again;' | sed 's/shop-[a-z-]*/shop/'
step 'end user' -f - <<<"set paravent.assertion = '$SCENARIO_ASSERTION';
select count(*) from shop.number where n < 4;
begin;
set local paravent.assertion = '$SCENARIO_ASSERTION';
select 1 as a;
rollback;
reset paravent.assertion;
select 2 as b;"
PGOPTIONS="-c paravent.assertion=$SCENARIO_ASSERTION" step 'end user at start-up' -Atc 'select 1 as a'
PGOPTIONS="-c paravent.assertion=$SCENARIO_ASSERTION -c timezone=Asia/Tokyo" step 'end user among options' -Atc 'show timezone'
step 'forged end user' -f - <<<"set paravent.assertion = '${SCENARIO_ASSERTION%????}AAAA';
select 1 as a;"
PGOPTIONS="-c paravent.assertion=${SCENARIO_ASSERTION%????}AAAA" step 'forged end user at start-up' -Atc 'select 1 as a' |
  sed -E 's/connection to server .* failed: //'
