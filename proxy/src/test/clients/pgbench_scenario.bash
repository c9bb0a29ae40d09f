# pgbench against whatever PGHOST and PGPORT name, in its three protocols, and as a pipeline: the same work is done.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
psql=("$SCENARIO_PROGRAMS/psql" -X -q -At -v ON_ERROR_STOP=1)
"${psql[@]}" -c "insert into shop.article(label, stock) select 'a' || n, 0 from shop.number where n <= 100" || exit 1
cat >"$work/mixed.sql" <<'SQL'
\set article random(1, 100)
\set amount random(1, 9)
begin;
update shop.article set stock = stock + :amount where id = :article;
select stock from shop.article where id = :article;
insert into shop.line(article_id, amount) values (:article, :amount);
end;
SQL
cat >"$work/read.sql" <<'SQL'
\set n random(1, 5000)
select n from shop.number where n = :n;
select count(*) from shop.number where n between :n and :n + 10;
SQL
cat >"$work/pipeline.sql" <<'SQL'
\set n random(1, 5000)
\startpipeline
select n from shop.number where n = :n;
select n + 1 as next from shop.number where n = :n;
update shop.article set stock = stock where id = 1;
\endpipeline
SQL
bench() {
  local name=$1
  shift
  printf '%s: %s\n' "$name" "$("$SCENARIO_PROGRAMS/pgbench" -n --random-seed=7 -c 4 -j 2 -t 100 "$@" 2>&1 |
    grep -E 'actually processed|failed|error|FATAL|abort' | tr '\n' '|')"
}
for mode in simple extended prepared; do
  bench "$mode: mixed" -M "$mode" -f "$work/mixed.sql"
  bench "$mode: read" -M "$mode" -f "$work/read.sql"
done
for mode in extended prepared; do
  bench "$mode: pipeline" -M "$mode" -f "$work/pipeline.sql"
done
bench 'connecting' -C -t 10 -f "$work/read.sql"
printf 'sums: %s\n' "$("${psql[@]}" -c 'select (select sum(stock) from shop.article) = (select sum(amount) from shop.line), count(*) from shop.line')"
