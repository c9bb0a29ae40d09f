create index on payment.claim (patient_id);
create index on payment.claim (patient_nir);
create index on payment.patient (birth_date);
alter table payment.claim add foreign key (patient_id) references payment.patient;
analyze;
