-- Relations across features, with the account in every key, so that no row can refer to another account's.
alter table channel add constraint channel_account_id unique (account_id, id);
--> statement-breakpoint
alter table design add constraint design_account_id unique (account_id, id);
--> statement-breakpoint
alter table environment add constraint environment_account_id unique (account_id, id);
--> statement-breakpoint
alter table reservation add constraint reservation_account_id unique (account_id, id);
--> statement-breakpoint
alter table slot add constraint slot_account_id unique (account_id, id);
--> statement-breakpoint
alter table invoice add constraint invoice_account_id unique (account_id, id);
--> statement-breakpoint
alter table design_revision
  add foreign key (account_id, design_id) references design (account_id, id),
  add foreign key (catalog_version_id) references catalog_version (id);
--> statement-breakpoint
alter table environment
  add foreign key (account_id, channel_id) references channel (account_id, id),
  add foreign key (account_id, design_id) references design (account_id, id);
--> statement-breakpoint
alter table reservation
  add foreign key (account_id, environment_id) references environment (account_id, id),
  add foreign key (account_id, channel_id) references channel (account_id, id),
  add foreign key (design_id, revision) references design_revision (design_id, no),
  add foreign key (price_book_version_id) references price_book_version (id);
--> statement-breakpoint
alter table slot add foreign key (account_id, reservation_id) references reservation (account_id, id);
--> statement-breakpoint
alter table plan add foreign key (account_id, slot_id) references slot (account_id, id);
--> statement-breakpoint
alter table host_claim
  add foreign key (account_id, slot_id) references slot (account_id, id),
  add foreign key (host_id) references host (id);
--> statement-breakpoint
alter table pool_claim
  add foreign key (account_id, slot_id) references slot (account_id, id),
  add foreign key (pool_id) references pool (id);
--> statement-breakpoint
alter table unit_binding
  add foreign key (account_id, slot_id) references slot (account_id, id),
  add foreign key (unit_id) references unit (id);
--> statement-breakpoint
alter table outbox add foreign key (account_id, slot_id) references slot (account_id, id);
--> statement-breakpoint
alter table charge add foreign key (account_id, invoice_id) references invoice (account_id, id);
--> statement-breakpoint
-- A claim takes; nothing ever adds capacity by being claimed. One pool counts a resource class of a site.
alter table host_claim add check (cpu_milli >= 0 and memory_mib >= 0 and disk_mib >= 0 and gpu >= 0);
--> statement-breakpoint
alter table pool_claim add check (quantity >= 0);
--> statement-breakpoint
alter table pool add unique (site_id, resource_class);
--> statement-breakpoint
-- Backstops of identity and time.
create extension if not exists btree_gist;
--> statement-breakpoint
alter table unit_binding add constraint unit_bound_once exclude using gist (unit_id with =, during with &&);
--> statement-breakpoint
alter table host_capacity add constraint host_capacity_once exclude using gist (host_id with =, during with &&);
--> statement-breakpoint
alter table pool_capacity add constraint pool_capacity_once exclude using gist (pool_id with =, during with &&);
--> statement-breakpoint
alter table slot add constraint slot_once exclude using gist (environment_id with =, during with &&) where (state <> 'cancelled');
--> statement-breakpoint
create index host_claim_live on host_claim using gist (host_id, during) where (state <> 'released');
--> statement-breakpoint
create index pool_claim_live on pool_claim using gist (pool_id, during) where (state <> 'released');
--> statement-breakpoint
create unique index outbox_once on outbox (slot_id, job) where (done_at is null);
--> statement-breakpoint
-- Tokens taken per caller and real minute; shared by all server processes.
create table rate_limit (key text not null, minute timestamptz not null, used integer not null, primary key (key, minute));
--> statement-breakpoint
-- Roles are cluster-wide and may exist already; the login role may act as each, and inherits none.
do $$
declare r text;
begin
  foreach r in array array['patchbay_app', 'patchbay_platform', 'patchbay_identity', 'patchbay_simulator'] loop
    begin
      execute format('create role %I nologin nosuperuser nobypassrls', r);
    exception when duplicate_object or unique_violation then null;
    end;
    begin
      -- Since 16 a membership says by itself whether it is inherited.
      if current_setting('server_version_num')::int >= 160000 then
        execute format('grant %I to current_user with inherit false, set true', r);
      else
        execute format('grant %I to current_user', r);
      end if;
    exception when insufficient_privilege then
      -- Made beforehand by an administrator, who granted it as well; start-up checks that it can be taken.
      null;
    end;
  end loop;
end $$;
--> statement-breakpoint
grant usage on schema public to patchbay_app, patchbay_platform;
--> statement-breakpoint
grant create on schema public to patchbay_platform;
--> statement-breakpoint
grant usage on schema identity to patchbay_identity;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema identity to patchbay_identity;
--> statement-breakpoint
-- The platform may read who people are, never their passwords or sessions.
grant usage on schema identity to patchbay_platform;
--> statement-breakpoint
grant select (id, name, email, created_at) on identity."user" to patchbay_platform;
--> statement-breakpoint
grant usage on schema simulator to patchbay_simulator;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema simulator to patchbay_simulator;
--> statement-breakpoint
grant usage on schema public to patchbay_simulator;
--> statement-breakpoint
grant select on world to patchbay_simulator, patchbay_app, patchbay_identity;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to patchbay_platform;
--> statement-breakpoint
-- Requests read the world of their account; what they may write is little and listed.
grant select on catalog_version, price_book_version, site to patchbay_app;
--> statement-breakpoint
-- The name of the host that one's own machine runs on, and nothing else of it.
grant select (id, name) on host to patchbay_app;
--> statement-breakpoint
grant select on account, channel, membership, design, design_revision, environment, reservation, slot, stage, event, part, address,
  usage_event, usage_record, charge, invoice, idempotency, outbox, unit_binding to patchbay_app;
--> statement-breakpoint
grant insert, update, delete on membership to patchbay_app;
--> statement-breakpoint
grant insert, update on design to patchbay_app;
--> statement-breakpoint
grant insert on design_revision, idempotency to patchbay_app;
--> statement-breakpoint
grant update on slot, reservation, environment, outbox, idempotency to patchbay_app;
--> statement-breakpoint
grant insert on event, outbox to patchbay_app;
--> statement-breakpoint
-- Row-level security is the second wall. An unset account is '' after first use, so it is turned into null before it is compared.
do $$
declare t record;
begin
  for t in select c.table_name, max(c.column_name) filter (where c.column_name = 'account_id') as account_column
           from information_schema.columns c join information_schema.tables b using (table_schema, table_name)
           where c.table_schema = 'public' and b.table_type = 'BASE TABLE' group by c.table_name
  loop
    execute format('alter table %I enable row level security', t.table_name);
    execute format('alter table %I force row level security', t.table_name);
    execute format('create policy platform_all on %I to patchbay_platform using (true) with check (true)', t.table_name);
    if t.account_column is not null then
      execute format($p$create policy own_account on %I to patchbay_app
        using (account_id = nullif(current_setting('app.account', true), ''))
        with check (account_id = nullif(current_setting('app.account', true), ''))$p$, t.table_name);
    end if;
  end loop;
end $$;
--> statement-breakpoint
create policy own_account on account to patchbay_app using (id = nullif(current_setting('app.account', true), ''));
--> statement-breakpoint
create policy everybody on world for select to patchbay_app, patchbay_simulator, patchbay_identity using (true);
--> statement-breakpoint
create policy everybody on catalog_version for select to patchbay_app using (true);
--> statement-breakpoint
create policy everybody on price_book_version for select to patchbay_app using (true);
--> statement-breakpoint
create policy everybody on site for select to patchbay_app using (true);
--> statement-breakpoint
create policy everybody on host for select to patchbay_app using (true);
