-- Environments of an account that had one name get a number each, the oldest one excepted, as new ones do from now on.
set local role patchbay_platform;
--> statement-breakpoint
do $$
declare
  twin record;
  last_account text;
  last_name text;
  n int;
begin
  for twin in
    select id, account_id, name from (
      select e.*, row_number() over (partition by account_id, name order by created_at, id) as no from environment e) as each
     where no > 1 order by account_id, name, created_at, id
  loop
    n := case when (last_account, last_name) is not distinct from (twin.account_id, twin.name) then n + 1 else 2 end;
    while exists (select 1 from environment where account_id = twin.account_id and name = twin.name || ' ' || n) loop
      n := n + 1;
    end loop;
    update environment set name = twin.name || ' ' || n where id = twin.id;
    last_account := twin.account_id;
    last_name := twin.name;
  end loop;
end $$;
--> statement-breakpoint
reset role;
