-- Hibernate 6.6.13 with pgjdbc 42.7.7

SET application_name = 'PostgreSQL JDBC Driver'
;;
select string_agg(word, ',') from pg_catalog.pg_get_keywords() where word <> ALL ('{a,abs,absolute,action,ada,add,admin,after,all,allocate,alter,always,and,any,are,array,as,asc,asensitive,assertion,assignment,asymmetric,at,atomic,attribute,attributes,authorization,avg,before,begin,bernoulli,between,bigint,binary,blob,boolean,both,breadth,by,c,call,called,cardinality,cascade,cascaded,case,cast,catalog,catalog_name,ceil,ceiling,chain,char,char_length,character,character_length,character_set_catalog,character_set_name,character_set_schema,characteristics,characters,check,checked,class_origin,clob,close,coalesce,cobol,code_units,collate,collation,collation_catalog,collation_name,collation_schema,collect,column,column_name,command_function,command_function_code,commit,committed,condition,condition_number,connect,connection_name,constraint,constraint_catalog,constraint_name,constraint_schema,constraints,constructors,contains,continue,convert,corr,corresponding,count,covar_pop,covar_samp,create,cross,cube,cume_dist,current,current_collation,current_date,current_default_transform_group,current_path,current_role,current_time,current_timestamp,current_transform_group_for_type,current_user,cursor,cursor_name,cycle,data,date,datetime_interval_code,datetime_interval_precision,day,deallocate,dec,decimal,declare,default,defaults,deferrable,deferred,defined,definer,degree,delete,dense_rank,depth,deref,derived,desc,describe,descriptor,deterministic,diagnostics,disconnect,dispatch,distinct,domain,double,drop,dynamic,dynamic_function,dynamic_function_code,each,element,else,end,end-exec,equals,escape,every,except,exception,exclude,excluding,exec,execute,exists,exp,external,extract,false,fetch,filter,final,first,float,floor,following,for,foreign,fortran,found,free,from,full,function,fusion,g,general,get,global,go,goto,grant,granted,group,grouping,having,hierarchy,hold,hour,identity,immediate,implementation,in,including,increment,indicator,initially,inner,inout,input,insensitive,insert,instance,instantiable,int,integer,intersect,intersection,interval,into,invoker,is,isolation,join,k,key,key_member,key_type,language,large,last,lateral,leading,left,length,level,like,ln,local,localtime,localtimestamp,locator,lower,m,map,match,matched,max,maxvalue,member,merge,message_length,message_octet_length,message_text,method,min,minute,minvalue,mod,modifies,module,month,more,multiset,mumps,name,names,national,natural,nchar,nclob,nesting,new,next,no,none,normalize,normalized,not,"null",nullable,nullif,nulls,number,numeric,object,octet_length,octets,of,old,on,only,open,option,options,or,order,ordering,ordinality,others,out,outer,output,over,overlaps,overlay,overriding,pad,parameter,parameter_mode,parameter_name,parameter_ordinal_position,parameter_specific_catalog,parameter_specific_name,parameter_specific_schema,partial,partition,pascal,path,percent_rank,percentile_cont,percentile_disc,placing,pli,position,power,preceding,precision,prepare,preserve,primary,prior,privileges,procedure,public,range,rank,read,reads,real,recursive,ref,references,referencing,regr_avgx,regr_avgy,regr_count,regr_intercept,regr_r2,regr_slope,regr_sxx,regr_sxy,regr_syy,relative,release,repeatable,restart,result,return,returned_cardinality,returned_length,returned_octet_length,returned_sqlstate,returns,revoke,right,role,rollback,rollup,routine,routine_catalog,routine_name,routine_schema,row,row_count,row_number,rows,savepoint,scale,schema,schema_name,scope_catalog,scope_name,scope_schema,scroll,search,second,section,security,select,self,sensitive,sequence,serializable,server_name,session,session_user,set,sets,similar,simple,size,smallint,some,source,space,specific,specific_name,specifictype,sql,sqlexception,sqlstate,sqlwarning,sqrt,start,state,statement,static,stddev_pop,stddev_samp,structure,style,subclass_origin,submultiset,substring,sum,symmetric,system,system_user,table,table_name,tablesample,temporary,then,ties,time,timestamp,timezone_hour,timezone_minute,to,top_level_count,trailing,transaction,transaction_active,transactions_committed,transactions_rolled_back,transform,transforms,translate,translation,treat,trigger,trigger_catalog,trigger_name,trigger_schema,trim,true,type,uescape,unbounded,uncommitted,under,union,unique,unknown,unnamed,unnest,update,upper,usage,user,user_defined_type_catalog,user_defined_type_code,user_defined_type_name,user_defined_type_schema,using,value,values,var_pop,var_samp,varchar,varying,view,when,whenever,where,width_bucket,window,with,within,without,work,write,year,zone}'::text[])
-- extended
;;
select version()
-- extended
;;
select current_catalog
-- extended
;;
select current_schema()
-- extended
;;
select * from information_schema.sequences
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.id=$1
-- $1 20 =5
;;
SELECT n.nspname = ANY(current_schemas(true)), n.nspname, t.typname FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON t.typnamespace = n.oid WHERE t.oid = $1
-- $1 23 =21586
;;
SELECT typinput='pg_catalog.array_in'::regproc as is_array, typtype, typname, pg_type.oid   FROM pg_catalog.pg_type   LEFT JOIN (select ns.oid as nspoid, ns.nspname, r.r           from pg_namespace as ns           join ( select s.r, (current_schemas(false))[s.r] as nspname                    from generate_series(1, array_upper(current_schemas(false), 1)) as s(r) ) as r          using ( nspname )        ) as sp     ON sp.nspoid = typnamespace  WHERE pg_type.oid = $1  ORDER BY sp.r, pg_type.oid DESC
-- $1 20 =21586
;;
select b1_0.patient_id,b1_0.id,b1_0.birth_date,b1_0.first_name,b1_0.nir15,b1_0.rank,b1_0.relationship from payment.beneficiary b1_0 where b1_0.patient_id=$1
-- $1 20 =5
;;
select c1_0.patient_id,c1_0.id,c1_0.amc,c1_0.amo,c1_0.care_date,c1_0.comment,c1_0.hp_id,c1_0.patient_nir,c1_0.total_amount from payment.claim c1_0 where c1_0.patient_id=$1
-- $1 20 =5
;;
select i1_0.id,i1_0.kind,i1_0.name,i1_0.siren from payment.insurer i1_0 where i1_0.id=$1
-- $1 23 =2
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.id=$1 for no key update
-- $1 20 =5
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.id=$1 for share
-- $1 20 =5
;;
select f1_0.id,f1_0.archived,f1_0.closed,(select count(*) from portal.document d where d.folder_id = f1_0.id),f1_0.opened,f1_0.parent_id,f1_0.patient_id,f1_0.title,f1_0.version from portal.folder f1_0 where f1_0.id=$1 for no key update nowait
-- $1 20 =5
;;
update portal.folder set version=$1 where id=$2 and version=$3
-- $1 23 =1
-- $2 20 =5
-- $3 23 =0
;;
select f1_0.id,f1_0.archived,f1_0.closed,(select count(*) from portal.document d where d.folder_id = f1_0.id),f1_0.opened,f1_0.parent_id,f1_0.patient_id,f1_0.title,f1_0.version from portal.folder f1_0 where f1_0.archived=false order by f1_0.id fetch first $1 rows only for no key update skip locked
-- $1 23 =3
;;
select f1_0.id,f1_0.archived,f1_0.closed,(select count(*) from portal.document d where d.folder_id = f1_0.id),f1_0.opened,f1_0.parent_id,f1_0.patient_id,f1_0.title,f1_0.version from portal.folder f1_0 where f1_0.id=3 for no key update nowait
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,i1_0.id,i1_0.kind,i1_0.name,i1_0.siren,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 join payment.insurer i1_0 on i1_0.id=p1_0.insurer_id where p1_0.id=3 for no key update
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.last_name like $1 escape '' order by p1_0.last_name,p1_0.id offset $2 rows fetch first $3 rows only
-- $1 1043 =Nom%
-- $2 23 =10
-- $3 23 =5
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 offset $1 rows fetch first $2 rows only
-- $1 23 =10
-- $2 23 =5
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 order by lower(p1_0.last_name) desc nulls last fetch first $1 rows only
-- $1 23 =5
;;
select p1_0.id,b1_0.patient_id,b1_0.id,b1_0.birth_date,b1_0.first_name,b1_0.nir15,b1_0.rank,b1_0.relationship,p1_0.birth_date,p1_0.city,c1_0.patient_id,c1_0.id,c1_0.amc,c1_0.amo,c1_0.care_date,c1_0.comment,c1_0.hp_id,c1_0.patient_nir,c1_0.total_amount,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 left join payment.beneficiary b1_0 on p1_0.id=b1_0.patient_id left join payment.claim c1_0 on p1_0.id=c1_0.patient_id where p1_0.city=$1 order by p1_0.last_name,p1_0.id,b1_0.rank
-- $1 1043 =Lyon
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.nir=$1
-- $1 1043 =1800112345005
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.nir in ($1,$2,$3)
-- $1 1043 =1800112345005
-- $2 1043 =1800112345006
-- $3 1043 =1800112345007
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.nir=$1 and p1_0.birth_date=$2
-- $1 1043 =1800112345005
-- $2 0 =1940-01-01 +00
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where ($1 is null or p1_0.nir=$2) and ($3 is null or p1_0.city=$4)
-- $1 1043 =1800112345005
-- $2 1043 =1800112345005
-- $3 1043 =Lyon
-- $4 1043 =Lyon
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where ($1 is null or lower(p1_0.last_name) like lower(('%'||cast($2 as text)||'%')) escape '')
-- $1 1043 =nom
-- $2 1043 =nom
;;
select p1_0.id,p1_0.nir,p1_0.last_name from payment.patient p1_0 join payment.insurer i1_0 on i1_0.id=p1_0.insurer_id where i1_0.name=$1 order by p1_0.last_name,p1_0.first_name
-- $1 1043 =Mutuelle 1
;;
select count(p1_0.id) from payment.patient p1_0 where p1_0.city=$1
-- $1 1043 =Lyon
;;
select count(distinct p1_0.city) from payment.patient p1_0
-- extended
;;
select count(distinct p1_0.id) from payment.patient p1_0 join payment.claim c1_0 on p1_0.id=c1_0.patient_id where c1_0.total_amount>$1
-- $1 1700 =1
;;
select p1_0.city,count(*),min(p1_0.last_name),max(p1_0.created_at) from payment.patient p1_0 group by p1_0.city having count(*)>1 order by count(*) desc,p1_0.city
-- extended
;;
select p1_0.id,p1_0.last_name,sum(c1_0.total_amount),avg(c1_0.amo),count(c1_0.id) from payment.patient p1_0 left join payment.claim c1_0 on p1_0.id=c1_0.patient_id group by p1_0.id,p1_0.last_name order by sum(c1_0.total_amount) desc nulls last
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex,count(c1_0.id) from payment.patient p1_0 left join payment.claim c1_0 on p1_0.id=c1_0.patient_id group by p1_0.id
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where exists(select 1 from payment.claim c1_0 where c1_0.patient_id=p1_0.id and c1_0.total_amount>$1)
-- $1 1700 =1
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where not exists(select 1 from payment.claim c1_0 where c1_0.patient_id=p1_0.id and c1_0.care_date>$1)
-- $1 0 =2026-01-01 +00
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where not exists(select 1 from payment.claim c1_0 where p1_0.id=c1_0.patient_id)
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where (select count(*) from payment.claim c1_0 where p1_0.id=c1_0.patient_id)>0
-- extended
;;
select c1_0.id,c1_0.amc,c1_0.amo,c1_0.care_date,c1_0.comment,c1_0.hp_id,c1_0.patient_id,c1_0.patient_nir,c1_0.total_amount from payment.claim c1_0 where c1_0.patient_id in (select p2_0.id from payment.patient p2_0 where p2_0.city=$1)
-- $1 1043 =Lyon
;;
select distinct p1_0.city,p1_0.postal_code from payment.patient p1_0 order by p1_0.city
-- extended
;;
select distinct p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 join payment.claim c1_0 on p1_0.id=c1_0.patient_id where c1_0.total_amount>$1 order by p1_0.last_name
-- $1 1700 =1
;;
select distinct p1_0.id,p1_0.birth_date,p1_0.city,c1_0.patient_id,c1_0.id,c1_0.amc,c1_0.amo,c1_0.care_date,c1_0.comment,c1_0.hp_id,c1_0.patient_nir,c1_0.total_amount,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 left join payment.claim c1_0 on p1_0.id=c1_0.patient_id
-- extended
;;
select p1_0.id,case when p1_0.sex='F' then 'Madame' else 'Monsieur' end,coalesce(p1_0.phone,p1_0.email,'-') from payment.patient p1_0
-- extended
;;
select p1_0.id,upper(p1_0.last_name),character_length(p1_0.first_name),position('o' in p1_0.last_name),substr(p1_0.city,1,2),trim(BOTH from p1_0.city),replace(p1_0.city,'L','l'),(p1_0.first_name||' '||p1_0.last_name),extract(year from p1_0.created_at),extract(month from p1_0.created_at),nullif(p1_0.city,'x') from payment.patient p1_0
-- extended
;;
select c1_0.id,cast(c1_0.care_date+(1)*interval '1 day' as date),extract(day from c1_0.care_date),date_trunc('month',c1_0.care_date) from payment.claim c1_0 where c1_0.care_date between $1 and $2
-- $1 0 =2026-01-01 +00
-- $2 0 =2026-12-31 +00
;;
select c1_0.id from payment.claim c1_0 join payment.patient p1_0 on p1_0.id=c1_0.patient_id where c1_0.care_date<=current_date and p1_0.created_at<localtimestamp
-- extended
;;
select p1_0.id,row_number() over(partition by p1_0.city order by p1_0.last_name,p1_0.id),rank() over(order by p1_0.last_name),count(*) over() from payment.patient p1_0
-- extended
;;
select s1_0.id from (select p1_0.id,p1_0.city from payment.patient p1_0 order by p1_0.id fetch first 5 rows only) s1_0(id,city) order by s1_0.id
-- extended
;;
with t (city,n) as (select p1_0.city,count(*) from payment.patient p1_0 group by p1_0.city) select x1_0.city,x1_0.n from t x1_0 order by x1_0.n desc
-- extended
;;
select p1_0.id,x1_0.t from payment.patient p1_0 left join lateral (select max(c1_0.total_amount) from payment.claim c1_0 where c1_0.patient_id=p1_0.id) x1_0(t) on true order by p1_0.id
-- extended
;;
select p1_0.last_name from payment.patient p1_0 where p1_0.city='Lyon' union select p2_0.first_name from payment.patient p2_0 where p2_0.city='Paris'
-- extended
;;
select d1_0.id,d1_0.dtype,d1_0.attributes,d1_0.body,d1_0.folder_id,d1_0.made,d1_0.priority,d1_0.reference,d1_0.tags,d1_0.version,d1_1.amount,d1_1.due,d1_2.pages,d1_2.recipient from portal.document d1_0 left join portal.invoice d1_1 on d1_0.id=d1_1.id left join portal.letter d1_2 on d1_0.id=d1_2.id order by d1_0.id
-- extended
;;
select d1_0.id,d1_0.dtype,d1_0.attributes,d1_0.body,d1_0.folder_id,d1_0.made,d1_0.priority,d1_0.reference,d1_0.tags,d1_0.version,d1_1.amount,d1_1.due,d1_2.pages,d1_2.recipient from portal.document d1_0 left join portal.invoice d1_1 on d1_0.id=d1_1.id left join portal.letter d1_2 on d1_0.id=d1_2.id where d1_0.dtype='Letter'
-- extended
;;
select d1_1.recipient from portal.document d1_0 join portal.letter d1_1 on d1_0.id=d1_1.id
-- extended
;;
select f1_0.id,f1_0.archived,f1_0.closed,(select count(*) from portal.document d where d.folder_id = f1_0.id),d1_0.folder_id,d1_0.id,d1_0.dtype,d1_0.attributes,d1_0.body,d1_0.made,d1_0.priority,d1_0.reference,d1_0.tags,d1_0.version,d1_1.amount,d1_1.due,d1_2.pages,d1_2.recipient,f1_0.opened,f1_0.parent_id,f1_0.patient_id,f1_0.title,f1_0.version from portal.folder f1_0 left join portal.document d1_0 on f1_0.id=d1_0.folder_id left join portal.invoice d1_1 on d1_0.id=d1_1.id left join portal.letter d1_2 on d1_0.id=d1_2.id where f1_0.id<5 order by f1_0.id
-- extended
;;
select json_value(d1_0.attributes,'$.colour') from portal.document d1_0
-- extended
;;
select d1_0.id from portal.document d1_0 where d1_0.tags@>cast(array['a'] as varchar array)
-- extended
;;
select d1_0.id,cardinality(d1_0.tags) from portal.document d1_0
-- extended
;;
select d1_0.id,d1_0.dtype,d1_0.attributes,d1_0.body,d1_0.folder_id,d1_0.made,d1_0.priority,d1_0.reference,d1_0.tags,d1_0.version,d1_1.amount,d1_1.due,d1_2.pages,d1_2.recipient from portal.document d1_0 left join portal.invoice d1_1 on d1_0.id=d1_1.id left join portal.letter d1_2 on d1_0.id=d1_2.id where d1_0.priority=$1
-- $1 0 =high
;;
select d1_0.id,d1_0.dtype,d1_0.attributes,d1_0.body,d1_0.folder_id,d1_0.made,d1_0.priority,d1_0.reference,d1_0.tags,d1_0.version,d1_1.amount,d1_1.due,d1_2.pages,d1_2.recipient from portal.document d1_0 left join portal.invoice d1_1 on d1_0.id=d1_1.id left join portal.letter d1_2 on d1_0.id=d1_2.id where d1_0.reference=$1
-- $1 2950 =00000000-0000-4000-8000-000000000001
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.marital_status=$1
-- $1 0 =marie
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.marital_status in ($1,$2)
-- $1 0 =marie
-- $2 0 =veuf
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.last_name ilike $1 escape '\'
-- $1 1043 =nom%
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where lower(p1_0.last_name) like $1 escape '' and lower(p1_0.first_name) like $2 escape ''
-- $1 1043 =nom%
-- $2 1043 =pr%
;;
select f1_0.id,f1_0.archived,f1_0.closed,(select count(*) from portal.document d where d.folder_id = f1_0.id),f1_0.opened,f1_0.parent_id,f1_0.patient_id,f1_0.title,f1_0.version from portal.folder f1_0 where f1_0.archived=false and f1_0.closed is null
-- extended
;;
select p1_0.last_name,p1_0.id from payment.patient p1_0 order by 1 desc,2
-- extended
;;
select b1_0.id,b1_0.birth_date,b1_0.first_name,b1_0.nir15,b1_0.patient_id,b1_0.rank,b1_0.relationship from payment.beneficiary b1_0 where (b1_0.patient_id,b1_0.rank) in ((1,1),(2,1))
-- extended
;;
select f1_0.title from portal.folder f1_0 join portal.folder_label l1_0 on f1_0.id=l1_0.folder_id join portal.label l1_1 on l1_1.id=l1_0.label_id where l1_1.name in ('urgent','optique') group by f1_0.id,f1_0.title having count(l1_0.label_id)=1
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where (p1_0.last_name,p1_0.id)>($1,$2) order by p1_0.last_name,p1_0.id fetch first 5 rows only
-- $1 1043 =Nom3
-- $2 20 =12
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.last_name>$1 or (p1_0.last_name=$2 and p1_0.id>$3) order by p1_0.last_name,p1_0.id fetch first 5 rows only
-- $1 1043 =Nom3
-- $2 1043 =Nom3
-- $3 20 =12
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 order by p1_0.birth_date
-- extended
-- refused PROTECTED_ORDER
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.birth_date between $1 and $2
-- $1 0 =1950-01-01 +00
-- $2 0 =1960-01-01 +00
-- refused PROTECTED_PREDICATE
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.nir like '18%' escape ''
-- extended
-- refused PROTECTED_PREDICATE
;;
select max(p1_0.birth_date) from payment.patient p1_0
-- extended
-- refused PROTECTED_DERIVED
;;
select extract(year from p1_0.birth_date) from payment.patient p1_0
-- extended
-- refused PROTECTED_DERIVED
;;
select c1_0.id,p1_0.last_name from payment.claim c1_0 join payment.patient p1_0 on p1_0.nir=c1_0.patient_nir
-- extended
;;
select distinct p1_0.nir from payment.patient p1_0
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.nir is not null and p1_0.city='Lyon'
-- extended
;;
select count(distinct p1_0.nir) from payment.patient p1_0
-- extended
;;
select b1_0.id,b1_0.birth_date,b1_0.first_name,b1_0.nir15,p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,i1_0.id,i1_0.kind,i1_0.name,i1_0.siren,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex,b1_0.rank,b1_0.relationship from payment.beneficiary b1_0 join payment.patient p1_0 on p1_0.id=b1_0.patient_id join payment.insurer i1_0 on i1_0.id=p1_0.insurer_id where b1_0.relationship='assure' order by b1_0.id
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 order by p1_0.id
-- extended
;;
select p1_0.id,p1_0.nir from payment.patient p1_0
-- extended
;;
insert into payment.patient (birth_date,city,contract_id,email,first_name,insurer_id,last_name,marital_status,nir,nir_key,note,phone,policy_cover,postal_code,sex,id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)
-- $1 0 =1985-01-02 +00
-- $2 1043 =Lyon
-- $3 20 null
-- $4 1043 null
-- $5 1043 =Y
-- $6 23 =1
-- $7 1043 =X
-- $8 0 =veuf
-- $9 1043 =1850175116042
-- $10 1043 =18
-- $11 1043 null
-- $12 1043 null
-- $13 1043 =base
-- $14 1043 =69002
-- $15 1043 =M
-- $16 20 =9005
;;
update payment.patient set birth_date=$1,city=$2,contract_id=$3,email=$4,first_name=$5,insurer_id=$6,last_name=$7,marital_status=$8,nir=$9,nir_key=$10,note=$11,phone=$12,policy_cover=$13,postal_code=$14,sex=$15 where id=$16
-- $1 0 =1946-07-10 +00
-- $2 1043 =Brest
-- $3 20 =6
-- $4 1043 =p6@example.org
-- $5 1043 =Prénom6
-- $6 23 =3
-- $7 1043 =Nom6
-- $8 0 =marie
-- $9 1043 =1800112345006
-- $10 1043 =13
-- $11 1043 null
-- $12 1043 null
-- $13 1043 =base
-- $14 1043 =69001
-- $15 1043 =F
-- $16 20 =6
;;
select nextval('payment.claim_seq')
-- extended
;;
insert into payment.claim (amc,amo,care_date,comment,hp_id,patient_id,patient_nir,total_amount,id) values ($1,$2,$3,$4,$5,$6,$7,$8,$9)
-- $1 1700 =10
-- $2 1700 =10
-- $3 0 =2026-05-05 +00
-- $4 1043 null
-- $5 23 =1
-- $6 20 =7
-- $7 1043 =1800112345007
-- $8 1700 =10
-- $9 20 =5000052
;;
insert into payment.claim_line (act_code,unit_price,qty,claim_id,line_no) values ($1,$2,$3,$4,$5)
-- $1 1043 =A1
-- $2 1700 =1
-- $3 23 =1
-- $4 20 =5000052
-- $5 21 =1
;;
select f1_0.id,f1_0.archived,f1_0.closed,(select count(*) from portal.document d where d.folder_id = f1_0.id),f1_0.opened,f1_0.parent_id,f1_0.patient_id,f1_0.title,f1_0.version from portal.folder f1_0 where f1_0.id=$1
-- $1 20 =3
;;
select l1_0.id,l1_0.name from portal.label l1_0 where l1_0.id=$1
-- $1 23 =1
;;
select l1_0.folder_id,l1_1.id,l1_1.name from portal.folder_label l1_0 join portal.label l1_1 on l1_1.id=l1_0.label_id where l1_0.folder_id=$1
-- $1 20 =3
;;
update portal.folder set archived=$1,closed=$2,opened=$3,parent_id=$4,patient_id=$5,title=$6,version=$7 where id=$8 and version=$9
-- $1 16 =FALSE
-- $2 0 null
-- $3 0 =2026-11-26 08:34:24.351192+00
-- $4 20 null
-- $5 20 =3
-- $6 1043 =neu
-- $7 23 =1
-- $8 20 =3
-- $9 23 =0
;;
insert into portal.folder (archived,closed,opened,parent_id,patient_id,title,version,id) values ($1,$2,$3,$4,$5,$6,$7,$8)
-- $1 16 =FALSE
-- $2 0 null
-- $3 0 =2026-01-01 00:00:00+00
-- $4 20 null
-- $5 20 =1
-- $6 1043 =b0
-- $7 23 =0
-- $8 20 =1751
;;
insert into portal.document (attributes,body,folder_id,made,priority,reference,tags,version,dtype) values ($1,$2,$3,$4,$5,$6,$7,$8,'Letter')
RETURNING *
-- $1 3802 ={"a":1}
-- $2 17 =\x0102
-- $3 20 =2
-- $4 0 =2026-11-26 09:14:45.976824+00
-- $5 0 =normal
-- $6 2950 =a8da45ae-6818-4b19-bba9-75b835488ab5
-- $7 1015 ={"x","y"}
-- $8 23 =0
;;
insert into portal.letter (pages,recipient,id) values ($1,$2,$3)
-- $1 21 =1
-- $2 1043 =r
-- $3 20 =47
;;
select l1_0.id,l1_1.attributes,l1_1.body,l1_1.folder_id,l1_1.made,l1_1.priority,l1_1.reference,l1_1.tags,l1_1.version,l1_0.pages,l1_0.recipient from portal.letter l1_0 join portal.document l1_1 on l1_0.id=l1_1.id where l1_0.id=$1
-- $1 20 =2
;;
update portal.document set attributes=$1,body=$2,folder_id=$3,made=$4,priority=$5,reference=$6,tags=$7,version=$8 where id=$9 and version=$10
-- $1 3802 ={"size":3,"colour":"red"}
-- $2 17 null
-- $3 20 =2
-- $4 0 =2026-11-26 08:34:24.351957+00
-- $5 0 =high
-- $6 2950 =00000000-0000-4000-8000-000000000002
-- $7 1015 ={"a","b"}
-- $8 23 =1
-- $9 20 =2
-- $10 23 =0
;;
update portal.letter set pages=$1,recipient=$2 where id=$3
-- $1 21 =2
-- $2 1043 =q
-- $3 20 =2
;;
select i1_0.id,i1_1.attributes,i1_1.body,i1_1.folder_id,i1_1.made,i1_1.priority,i1_1.reference,i1_1.tags,i1_1.version,i1_0.amount,i1_0.due from portal.invoice i1_0 join portal.document i1_1 on i1_0.id=i1_1.id where i1_0.id=$1
-- $1 20 =1
;;
delete from portal.invoice where id=$1
-- $1 20 =1
;;
delete from portal.document where id=$1 and version=$2
-- $1 20 =1
-- $2 23 =0
;;
select c1_0.id,c1_0.amc,c1_0.amo,c1_0.care_date,c1_0.comment,c1_0.hp_id,c1_0.patient_id,c1_0.patient_nir,c1_0.total_amount from payment.claim c1_0 where c1_0.id=$1
-- $1 20 =9
;;
select l1_0.claim_id,l1_0.line_no,l1_0.act_code,l1_0.unit_price,l1_0.qty from payment.claim_line l1_0 where l1_0.claim_id=$1
-- $1 20 =9
;;
delete from payment.claim_line where claim_id=$1 and line_no=$2
-- $1 20 =9
-- $2 21 =1
;;
delete from payment.claim where id=$1
-- $1 20 =9
;;
update portal.folder f1_0 set archived=true,version=(f1_0.version+1) where f1_0.opened<$1
-- $1 0 =2026-01-01 00:00:00+00
;;
update portal.folder f1_0 set title=(f1_0.title||'!') where f1_0.patient_id in (select p2_0.id from payment.patient p2_0 where p2_0.city='Lyon')
-- extended
;;
update payment.patient p1_0 set city=upper(p1_0.city) where p1_0.insurer_id=$1
-- $1 23 =1
;;
update payment.patient p1_0 set email=$1 where p1_0.nir=$2
-- $1 1043 =e@x
-- $2 1043 =1800112345005
;;
delete from portal.label l1_0 where l1_0.id>$1
-- $1 23 =100
;;
with id_cte (id) as materialized (select l1_0.id from portal.letter l1_0 join portal.document l1_1 on l1_0.id=l1_1.id where l1_0.pages>$1),"delete_cte_portal.letter" (id) as (delete from portal.letter l1_0 where l1_0.id in (select id.id from id_cte id) returning id),"delete_cte_portal.document" (id) as (delete from portal.document l1_1 where l1_1.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
-- $1 21 =100
;;
with id_cte (id) as materialized (select l1_0.id from portal.letter l1_0 join portal.document l1_1 on l1_0.id=l1_1.id where l1_0.id=2),"update_cte_portal.letter" (id) as (update portal.letter l1_0 set recipient='x' where l1_0.id in (select id.id from id_cte id) returning id),"update_cte_portal.document" (id) as (update portal.document l1_1 set priority=$1 where l1_1.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
-- $1 0 =low
;;
update portal.folder f1_0 set title='t',version=(f1_0.version+1) where f1_0.id=1
-- extended
;;
insert into portal.folder as f1_0(id,version,title,opened,archived) select (p1_0.id+100000),0,p1_0.last_name,localtimestamp,false from payment.patient p1_0 where p1_0.city='Lyon'
-- extended
;;
insert into portal.label as l1_0(name) values ('v1'), ('v2')
-- extended
;;
insert into portal.label as l1_0(id,name) values (1,'urgent') on conflict do nothing
-- extended
;;
insert into portal.label as l1_0(id,name) values (1,'urgent') on conflict(id) do update set name=excluded.name
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.id = any ($1)
-- $1 1016 ={1,2,3,4}
;;
select p.*, i.name as insurer_name from payment.patient p join payment.insurer i on i.id=p.insurer_id where p.id = any($1)
-- $1 1016 ={1,2}
;;
SELECT c.oid, a.attnum, a.attname, c.relname, n.nspname, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.attidentity != '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%' FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (c.oid = a.attrelid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef d ON (d.adrelid = a.attrelid AND d.adnum = a.attnum) JOIN (SELECT 21636 AS oid , 1 AS attnum UNION ALL SELECT 21636, 2 UNION ALL SELECT 21636, 3 UNION ALL SELECT 21636, 4 UNION ALL SELECT 21636, 5 UNION ALL SELECT 21636, 6 UNION ALL SELECT 21636, 7 UNION ALL SELECT 21636, 8 UNION ALL SELECT 21636, 9 UNION ALL SELECT 21636, 10 UNION ALL SELECT 21636, 11 UNION ALL SELECT 21636, 12 UNION ALL SELECT 21636, 13 UNION ALL SELECT 21636, 14 UNION ALL SELECT 21636, 15 UNION ALL SELECT 21636, 16 UNION ALL SELECT 21636, 17 UNION ALL SELECT 21636, 18 UNION ALL SELECT 21636, 19 UNION ALL SELECT 21612, 3) vals ON (c.oid = vals.oid AND a.attnum = vals.attnum) where c.oid in (21636,21612)
-- extended
;;
select p.id, to_char(p.created_at, 'YYYY-MM-DD') from payment.patient p where p.id in ($1, $2)
-- $1 20 =1
-- $2 20 =2
;;
select id, attributes->>'colour', attributes #>> '{size}' from portal.document where attributes @> '{"colour":"red"}'::jsonb
-- extended
;;
SELECT c.oid, a.attnum, a.attname, c.relname, n.nspname, a.attnotnull OR (t.typtype = 'd' AND t.typnotnull), a.attidentity != '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE '%nextval(%' FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON (c.relnamespace = n.oid) JOIN pg_catalog.pg_attribute a ON (c.oid = a.attrelid) JOIN pg_catalog.pg_type t ON (a.atttypid = t.oid) LEFT JOIN pg_catalog.pg_attrdef d ON (d.adrelid = a.attrelid AND d.adnum = a.attnum) JOIN (SELECT 21835 AS oid , 1 AS attnum) vals ON (c.oid = vals.oid AND a.attnum = vals.attnum) where c.oid in (21835)
-- extended
;;
select string_agg(distinct p.city, ', ' order by p.city) from payment.patient p
-- extended
;;
select date_trunc('month', care_date), sum(total_amount) from payment.claim group by 1 order by 1
-- extended
;;
select p.id, p.last_name, c.n from payment.patient p cross join lateral (select count(*) n from payment.claim c where c.patient_id=p.id) c order by c.n desc, p.id limit 10
-- extended
;;
with id_cte (id) as materialized (select d1_0.id from portal.document d1_0 left join portal.invoice d1_1 on d1_0.id=d1_1.id left join portal.letter d1_2 on d1_0.id=d1_2.id where d1_0.priority=$1),"delete_cte_portal.invoice" (id) as (delete from portal.invoice d1_1 where d1_1.id in (select id.id from id_cte id) returning id),"delete_cte_portal.letter" (id) as (delete from portal.letter d1_2 where d1_2.id in (select id.id from id_cte id) returning id),"delete_cte_portal.document" (id) as (delete from portal.document d1_0 where d1_0.id in (select id.id from id_cte id) returning id) select count(*) from id_cte id
-- $1 0 =high
;;
select count(*) filter (where p1_0.city='Lyon'),sum(case when p1_0.sex='F' then 1 else 0 end) from payment.patient p1_0
-- extended
;;
select p1_0.city,string_agg(p1_0.last_name,',' order by p1_0.last_name) from payment.patient p1_0 group by p1_0.city
-- extended
;;
select percentile_cont(0.5) within group (order by c1_0.total_amount) from payment.claim c1_0
-- extended
;;
select p1_0.city,p1_0.sex,count(*) from payment.patient p1_0 group by rollup(p1_0.city,p1_0.sex)
-- extended
;;
select cast(p1_0.id as text),cast(p1_0.postal_code as integer) from payment.patient p1_0
-- extended
;;
select (p1_0.id%3),abs(p1_0.id),ceiling(c1_0.total_amount),round(c1_0.total_amount, 1),sqrt(c1_0.total_amount) from payment.patient p1_0 join payment.claim c1_0 on p1_0.id=c1_0.patient_id
-- extended
;;
select c1_0.id,c1_0.amc,c1_0.amo,c1_0.care_date,c1_0.comment,c1_0.hp_id,c1_0.patient_id,c1_0.patient_nir,c1_0.total_amount from payment.claim c1_0 where c1_0.total_amount>=all(select cl1_0.unit_price from payment.claim_line cl1_0 where cl1_0.claim_id=c1_0.id)
-- extended
;;
select c1_0.id,c1_0.amc,c1_0.amo,c1_0.care_date,c1_0.comment,c1_0.hp_id,c1_0.patient_id,c1_0.patient_nir,c1_0.total_amount from payment.claim c1_0 where c1_0.total_amount>any(select cl1_0.unit_price from payment.claim_line cl1_0)
-- extended
;;
select p1_0.id,p1_0.birth_date,p1_0.city,p1_0.contract_id,p1_0.created_at,p1_0.email,p1_0.first_name,p1_0.insurer_id,p1_0.last_name,p1_0.marital_status,p1_0.nir,p1_0.nir_key,p1_0.note,p1_0.phone,p1_0.policy_cover,p1_0.postal_code,p1_0.sex from payment.patient p1_0 where p1_0.city in ('Lyon','Paris') and p1_0.insurer_id not in (3,4)
-- extended
;;
select c1_0.id,c1_0.amc,c1_0.amo,c1_0.care_date,c1_0.comment,c1_0.hp_id,c1_0.patient_id,c1_0.patient_nir,c1_0.total_amount from payment.claim c1_0 where c1_0.total_amount not between 1 and 2
-- extended
;;
select overlay(p1_0.city placing 'xx' from 1 for 2) from payment.patient p1_0
-- extended
;;
select extract(day from localtimestamp-f1_0.opened) from portal.folder f1_0
-- extended
;;
select to_char(f1_0.opened,'YYYY-MM-DD') from portal.folder f1_0
-- extended
;;
select date_trunc('month',f1_0.opened) from portal.folder f1_0
-- extended
;;
select p1_0.title,p1_0.parent_id from portal.folder f1_0 left join portal.folder p1_0 on p1_0.id=f1_0.parent_id
-- extended
;;
with recursive r (id,depth) as (select f1_0.id,0 from portal.folder f1_0 where f1_0.parent_id is null union all select f2_0.id,(r1_0.depth+1) from portal.folder f2_0 join r r1_0 on f2_0.parent_id=r1_0.id) select r2_0.id,r2_0.depth from r r2_0
-- extended
