-- Environments of an account that had one name get a number each, the oldest one excepted, as new ones do from now on.
set local role patchbay_platform;
--> statement-breakpoint
do $$
declare
  twin record;
  n int;
begin
  for twin in
    select id, account_id, name from (
      select e.*, row_number() over (partition by account_id, name order by created_at, id) as no from environment e) as each
     where no > 1 order by account_id, created_at, id
  loop
    n := 2;
    while exists (select 1 from environment where account_id = twin.account_id and name = twin.name || ' ' || n) loop
      n := n + 1;
    end loop;
    update environment set name = twin.name || ' ' || n where id = twin.id;
  end loop;
end $$;
--> statement-breakpoint
reset role;
