package dev.paravent.catalog;

/**
 * The queries that read a catalog. They run with search_path = pg_catalog on PostgreSQL 13 to 18.
 *
 * <p>Temporary and TOAST schemas are left out everywhere: what one session keeps there is nobody
 * else's to name. Every query is ordered, so that equal catalogs give equal snapshots.
 */
final class CatalogQueries {
  private CatalogQueries() {}

  private static final String LASTING_SCHEMAS =
      "(select oid from pg_namespace where nspname !~ '^pg_(toast|temp_)')";

  // From 16384 on objects are made by users and extensions (FirstNormalObjectId).
  private static final String USER_CODE =
      "(select p.oid from pg_proc p join pg_language l on l.oid = p.prolang"
          + " where p.oid >= 16384"
          + " and not (l.lanname in ('c', 'internal') and p.provolatile = 'i'))";

  private static final String CODED_RANGE =
      "(r.rngcanonical in "
          + USER_CODE
          + " or r.rngsubtype in (select s.oid from pg_type s where s.oid >= 16384"
          + " and s.typtype <> 'e'))";

  static final String BEGIN =
      "begin isolation level repeatable read read only;"
          // pg_get_viewdef then qualifies every name outside pg_catalog.
          + " set local search_path = pg_catalog;"
          // pg_get_viewdef locks what the view reads; DDL under way must not hold the poll up.
          + " set local lock_timeout = '2s'";

  static final String SERVER =
      "select current_setting('server_version_num')::int, current_database()";

  static final String SCHEMAS =
      "select nspname from pg_namespace where oid in " + LASTING_SCHEMAS + " order by nspname";

  static final String TYPES =
      """
      select t.oid, n.nspname, t.typname, t.typtype, t.typcategory, t.typispreferred,
             t.typbasetype, t.typtypmod,
             case when t.typlen = -1 then t.typelem else 0 end, t.typarray, t.typrelid,
             case t.typtype
               when 'b' then t.typinput in %2$s
               when 'd' then exists (
                 select 1
                   from pg_constraint k
                   join pg_depend d on d.classid = 'pg_constraint'::regclass and d.objid = k.oid
                   left join pg_operator o
                     on d.refclassid = 'pg_operator'::regclass and o.oid = d.refobjid
                  where k.contypid = t.oid
                    and case d.refclassid when 'pg_proc'::regclass then d.refobjid else o.oprcode end
                        in %2$s)
               when 'r' then exists (select 1 from pg_range r where r.rngtypid = t.oid and %3$s)
               when 'm' then exists (
                 select 1
                   from pg_depend d join pg_range r on r.rngtypid = d.refobjid
                  where d.classid = 'pg_type'::regclass and d.objid = t.oid
                    and d.refclassid = 'pg_type'::regclass and %3$s)
               else false end
        from pg_type t join pg_namespace n on n.oid = t.typnamespace
       where n.oid in %1$s
       order by t.oid
      """
          .formatted(LASTING_SCHEMAS, USER_CODE, CODED_RANGE);

  static final String RELATIONS =
      """
      select c.oid, n.nspname, c.relname, c.relkind,
             case when c.relkind in ('v', 'm')
                       and n.nspname not in ('pg_catalog', 'information_schema')
                  then pg_get_viewdef(c.oid) end,
             p.partattrs::text
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        left join pg_partitioned_table p on p.partrelid = c.oid
       where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c') and n.oid in %s
       order by c.oid
      """
          .formatted(LASTING_SCHEMAS);

  // PostgreSQL 15 hung the dependencies of a generated column on its pg_attrdef row; up to 14 they
  // hang on the column itself.
  static final String COLUMNS =
      """
      select a.attrelid, a.attname, a.attnum, a.atttypid, a.atttypmod, a.attnotnull,
             (a.atthasdef and a.attgenerated = '') or a.attidentity <> '',
             a.attgenerated <> '',
             case when a.attgenerated <> '' then
               (select string_agg(distinct d.refobjsubid::text, ' ')
                  from pg_depend d
                 where d.refclassid = 'pg_class'::regclass and d.refobjid = a.attrelid
                   and d.refobjsubid > 0 and d.refobjsubid <> a.attnum
                   and ((d.classid = 'pg_attrdef'::regclass
                         and d.objid = (select f.oid from pg_attrdef f
                                         where f.adrelid = a.attrelid and f.adnum = a.attnum))
                        or (d.classid = 'pg_class'::regclass and d.objid = a.attrelid
                            and d.objsubid = a.attnum))) end,
             coalesce(l.collisdeterministic, true)
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        left join pg_collation l on l.oid = a.attcollation
       where a.attnum > 0 and not a.attisdropped
         and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c') and c.relnamespace in %s
       order by a.attrelid, a.attnum
      """
          .formatted(LASTING_SCHEMAS);

  // GIN and BRIN only say where to look: rows that they find come in the order of the table.
  // A key of another operator class than the type's default may be unique by another equality.
  // A whole-row reference in an expression depends on the relation: refobjsubid = 0. So does every
  // index without a plain column; the expression itself tells the two apart.
  static final String INDEXES =
      """
      select i.indrelid, c.relname, i.indkey::text, i.indnkeyatts,
             case when i.indexprs is not null or i.indpred is not null then
               (select string_agg(distinct d.refobjsubid::text, ' ')
                  from pg_depend d
                 where d.classid = 'pg_class'::regclass and d.objid = i.indexrelid
                   and d.refclassid = 'pg_class'::regclass and d.refobjid = i.indrelid
                   and (d.refobjsubid > 0
                        or coalesce(i.indexprs::text, '') || coalesce(i.indpred::text, '')
                           ~ ':varattno 0 ')) end,
             i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null
               and not exists (select 1 from unnest(i.indclass::oid[]) k
                                 join pg_opclass o on o.oid = k where not o.opcdefault),
             i.indpred is not null
        from pg_index i
        join pg_class c on c.oid = i.indexrelid
        join pg_am m on m.oid = c.relam
       where m.amname not in ('gin', 'brin') and c.relnamespace in %s
       order by i.indrelid, i.indexrelid
      """
          .formatted(LASTING_SCHEMAS);

  static final String INHERITANCE =
      "select inhrelid, inhparent from pg_inherits order by inhrelid, inhseqno";

  static final String KEYS =
      """
      select i.indrelid, i.indkey::text, i.indnkeyatts, 0, '',
             i.indexprs is not null or i.indpred is not null
        from pg_index i join pg_class c on c.oid = i.indexrelid
       where (i.indisunique or i.indisexclusion) and c.relnamespace in %1$s
      union all
      select conrelid, array_to_string(conkey, ' '), cardinality(conkey), confrelid,
             array_to_string(confkey, ' '), false
        from pg_constraint where contype = 'f' and connamespace in %1$s
       order by 1, 4, 2
      """
          .formatted(LASTING_SCHEMAS);

  static final String ROUTINES =
      """
      select p.oid, n.nspname, p.proname, p.prokind, p.proargtypes::text, p.provariadic <> 0,
             p.pronargdefaults, p.prorettype, p.proretset, p.proleakproof, l.lanname,
             array_to_string(p.proargmodes, ''), array_to_string(p.proallargtypes, ' '),
             case when p.proargmodes is not null then p.proargnames end
        from pg_proc p
        join pg_namespace n on n.oid = p.pronamespace
        join pg_language l on l.oid = p.prolang
       where n.oid in %s
       order by p.oid
      """
          .formatted(LASTING_SCHEMAS);

  static final String OPERATORS =
      """
      select n.nspname, o.oprname, o.oprleft, o.oprright, o.oprresult, l.lanname
        from pg_operator o
        join pg_namespace n on n.oid = o.oprnamespace
        join pg_proc p on p.oid = o.oprcode
        join pg_language l on l.oid = p.prolang
       order by o.oid
      """;

  static final String CASTS =
      "select castsource, casttarget, castcontext, castmethod = 'b', castfunc in "
          + USER_CODE
          + " from pg_cast order by oid";

  static final String COLLATIONS =
      "select n.nspname, c.collname, c.collisdeterministic from pg_collation c"
          + " join pg_namespace n on n.oid = c.collnamespace order by c.oid";

  /**
   * The transactions that are visible. While they are the same, so is everything else. A standby
   * does not list those that are running, so that the text tells nothing there: empty.
   */
  static final String VISIBLE =
      "select case when pg_is_in_recovery() then '' else pg_current_snapshot()::text end";

  /**
   * A digest that differs whenever one of the queries above may answer differently.
   *
   * <p>It hashes the row versions (xmin) of the catalogs that hold definitions. pg_class is hashed
   * by content instead, because TRUNCATE, CLUSTER and REFRESH MATERIALIZED VIEW write new versions
   * of its rows and change nothing that a snapshot holds; VACUUM and ANALYZE write in place and so
   * leave xmin alone. Temporary objects do not count.
   */
  static final String FINGERPRINT =
      """
      with lasting as materialized %1$s,
      temporary as materialized (select oid from pg_class where relnamespace not in (table lasting)),
      part(h) as (
        select sum(hashtextextended(concat_ws(' ', xmin, nspname), oid::bigint))
          from pg_namespace where oid in (table lasting)
        union all
        select sum(hashtextextended(concat_ws(' ', relname, relnamespace, reltype, relkind,
                   relnatts, relispartition, relhassubclass), oid::bigint))
          from pg_class where relnamespace in (table lasting)
        union all
        select sum(hashtextextended(xmin::text, attrelid::bigint << 16 | attnum))
          from pg_attribute where attnum > 0 and attrelid not in (table temporary)
        union all
        select sum(hashtextextended(xmin::text, oid::bigint))
          from pg_attrdef where adrelid not in (table temporary)
        union all
        select sum(hashtextextended(xmin::text, oid::bigint))
          from pg_type where typnamespace in (table lasting)
        union all
        select sum(hashtextextended(xmin::text, oid::bigint))
          from pg_proc where pronamespace in (table lasting)
        union all
        select sum(hashtextextended(xmin::text, oid::bigint))
          from pg_rewrite where ev_class not in (table temporary)
        union all
        select sum(hashtextextended(xmin::text, inhrelid::bigint << 32 | inhparent::bigint))
          from pg_inherits where inhrelid not in (table temporary)
        union all
        select sum(hashtextextended(xmin::text, indexrelid::bigint))
          from pg_index where indrelid not in (table temporary)
        union all
        select sum(hashtextextended(xmin::text, oid::bigint))
          from pg_constraint where connamespace in (table lasting)
        union all
        select sum(hashtextextended(xmin::text, oid::bigint)) from pg_operator
        union all
        select sum(hashtextextended(xmin::text, oid::bigint)) from pg_cast
        union all
        select sum(hashtextextended(xmin::text, oid::bigint)) from pg_collation
      )
      select md5(string_agg(coalesce(h, 0)::text, ' ' order by h)
                 || current_setting('server_version_num')) from part
      """
          .formatted(LASTING_SCHEMAS);
}
