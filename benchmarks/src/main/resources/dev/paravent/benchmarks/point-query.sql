\set id random(1, %ROWS%)
SELECT id, nir, birth_date, last_name FROM payment.patient WHERE id = :id;
