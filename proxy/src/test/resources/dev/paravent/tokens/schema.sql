create schema reg;
create table reg.person (
  id bigint primary key,
  nir text,
  nir_13 varchar(13),
  nir_char char(15),
  nir_big bigint,
  nir_num numeric(13,0),
  nir_num15 numeric(15,0),
  nir_any numeric,
  nir_key int,
  nir_list bigint[],
  birth_date date,
  note text);
create index on reg.person (nir_big);
insert into reg.person values
  (1, '1840375123456', '1840375123456', '1840375123456', 1840375123456, 1840375123456,
   184037512345690, 1840375123456.00, 90, '{1840375123456,2901275654321}', '1984-03-14', 'Alice'),
  (2, '290127565432103', '2901275654321', '290127565432103', 290127565432103, 2901275654321,
   290127565432103, 290127565432103, 3, '{2901275654321,NULL}', '1990-12-01', 'Berthe'),
  (3, null, null, null, null, null, null, null, null, null, null, 'Claude'),
  (11, 'inconnu', 'inconnu', 'inconnu', 0, 0, 0, 0, null, '{0,1840375123456}', 'infinity', 'm'),
  (12, 'étranger', 'étranger', 'étranger', 9999999999999, 9999999999999, 184037512345691,
   1851375056012.0, null, '{9999999999999}', '1753-05-06', 'm'),
  (13, '1 84 03 75 123 45', '1840375', '184037512345691', -1, 12, 12, 1.5, null, '{-1}',
   '0044-03-15 BC', 'm');

create table reg.identity (
  id bigint primary key,
  ssn text, niss varchar(15), dni char(10), iban text, card varchar(19), code text, secret text);
insert into reg.identity values
  (1, '219-09-9999', '85.07.30-033.28', '12345678Z', 'GB29NWBK60161331926819',
   '4111 1111 1111 1111', '0123456789', 'diagnosis: none'),
  (2, '078-05-1120', '98.47.28-997.65', 'X2482300W', 'FR1420041010050500013M02606',
   '5500000000000004', '9876543210', 'diagnosis: all'),
  (3, '666-00-0000', '85.07.30-033.29', '12345678A', 'GB00', '1234', '12', '');

grant usage on schema reg to public;
grant all on all tables in schema reg to public;
