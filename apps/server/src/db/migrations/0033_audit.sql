CREATE TABLE "audit_entry" (
	"account_id" text NOT NULL,
	"no" bigint NOT NULL,
	"at" timestamptz NOT NULL,
	"real_at" timestamptz NOT NULL,
	"person_id" text,
	"act" text NOT NULL,
	"outcome" text NOT NULL,
	"subject" text,
	"facts" jsonb NOT NULL,
	"prev" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entry_account_id_no_pk" PRIMARY KEY("account_id","no")
);
--> statement-breakpoint
CREATE TABLE "audit_head" (
	"account_id" text PRIMARY KEY NOT NULL,
	"no" bigint NOT NULL,
	"hash" text NOT NULL,
	"changed_at" timestamptz NOT NULL
);
--> statement-breakpoint
-- An entry gets its number, times and hash here, whoever inserts it: it names the entry before it, and everything in it is in
-- the hash. Entries of one account queue for its head. The hash is made again, elsewhere, by `npm run audit`.
create function chain_audit_entry() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  insert into audit_head (account_id, no, hash, changed_at) values (new.account_id, 0, '', real_clock()) on conflict do nothing;
  update audit_head set no = no + 1, changed_at = real_clock() where account_id = new.account_id returning no, hash into new.no, new.prev;
  new.at := clock();
  new.real_at := real_clock();
  new.hash := encode(sha256(convert_to(
    jsonb_build_array(new.account_id, new.no, (extract(epoch from new.at) * 1000000)::bigint, (extract(epoch from new.real_at) * 1000000)::bigint,
      new.person_id, new.act, new.outcome, new.subject, new.facts, new.prev)::text, 'UTF8')), 'hex');
  update audit_head set hash = new.hash where account_id = new.account_id;
  return new;
end $$;
--> statement-breakpoint
create trigger chain before insert on audit_entry for each row execute function chain_audit_entry();
--> statement-breakpoint
revoke all on function chain_audit_entry() from public;
--> statement-breakpoint
alter function chain_audit_entry() owner to patchbay_platform;
--> statement-breakpoint
create trigger immutable before update or delete on audit_entry for each row execute function refuse_change();
--> statement-breakpoint
create trigger whole before truncate on audit_entry for each statement execute function refuse_change();
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['audit_entry', 'audit_head'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform_all on %I to patchbay_platform using (true) with check (true)', t);
  end loop;
end $$;
--> statement-breakpoint
create policy own_account on audit_entry to patchbay_app
  using (account_id = nullif(current_setting('app.account', true), ''))
  with check (account_id = nullif(current_setting('app.account', true), ''));
--> statement-breakpoint
-- Nobody updates or deletes; heads are written by the function above alone, which is the platform's.
grant select, insert (account_id, person_id, act, outcome, subject, facts) on audit_entry to patchbay_app, patchbay_platform;
--> statement-breakpoint
grant select, insert, update on audit_head to patchbay_platform;
