CREATE TABLE "abstraction" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"summary" text NOT NULL,
	"family" text NOT NULL,
	"icon" text NOT NULL,
	"source_design_id" text NOT NULL,
	"latest_no" integer NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"removed_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "abstraction_use" (
	"account_id" text NOT NULL,
	"design_id" text NOT NULL,
	"revision" integer NOT NULL,
	"version_id" text NOT NULL,
	CONSTRAINT "abstraction_use_design_id_revision_version_id_pk" PRIMARY KEY("design_id","revision","version_id")
);
--> statement-breakpoint
CREATE TABLE "abstraction_version" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"abstraction_id" text NOT NULL,
	"no" integer NOT NULL,
	"semver" text NOT NULL,
	"notes" text NOT NULL,
	"content" jsonb NOT NULL,
	"inside" text[] NOT NULL,
	"source_revision" integer NOT NULL,
	"catalog_version_id" text NOT NULL,
	"hash" text NOT NULL,
	"saved_at" timestamptz NOT NULL,
	"saved_by" text NOT NULL,
	"visibility" text NOT NULL,
	"published_at" timestamptz,
	"withdrawn_at" timestamptz,
	"text" text DEFAULT '' NOT NULL,
	"price_per_hour_micros" bigint,
	"forkable" boolean DEFAULT false NOT NULL,
	"forked_from" text
);
--> statement-breakpoint
ALTER TABLE "design" ADD COLUMN "abstraction_id" text;--> statement-breakpoint
CREATE INDEX "abstraction_use_version" ON "abstraction_use" USING btree ("version_id","account_id");--> statement-breakpoint
CREATE INDEX "abstraction_version_line" ON "abstraction_version" USING btree ("abstraction_id","no");--> statement-breakpoint
CREATE INDEX "abstraction_version_inside" ON "abstraction_version" USING gin ("inside");
--> statement-breakpoint
alter table abstraction
  add constraint abstraction_account_id unique (account_id, id),
  add foreign key (account_id, source_design_id) references design (account_id, id);
--> statement-breakpoint
alter table abstraction_version
  add constraint abstraction_version_no unique (abstraction_id, no),
  add check (visibility in ('private', 'team', 'public')),
  add foreign key (account_id, abstraction_id) references abstraction (account_id, id),
  add foreign key (catalog_version_id) references catalog_version (id);
--> statement-breakpoint
alter table abstraction_use
  add foreign key (account_id, design_id) references design (account_id, id),
  add foreign key (design_id, revision) references design_revision (design_id, no),
  add foreign key (version_id) references abstraction_version (id);
--> statement-breakpoint
-- What a version is never changes; who may read it, and on what terms, does.
create trigger immutable before delete or update of id, account_id, abstraction_id, no, semver, notes, content, inside, source_revision,
  catalog_version_id, hash, saved_at, saved_by, forked_from on abstraction_version for each row execute function refuse_change();
--> statement-breakpoint
create trigger immutable before update or delete on abstraction_use for each row execute function refuse_change();
--> statement-breakpoint
-- Whether the account and person that a transaction acts for may read a version: by itself, or inside of one that they may read.
-- A private one is its author's; one of the team its account's; a public one everybody's until it is withdrawn; and who uses one goes on to.
create function may_read_version(p_version text) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select exists (
    select from abstraction_version v
     where (v.id = p_version or v.inside @> array[p_version])
       and ((v.account_id = nullif(current_setting('app.account', true), '')
             and (v.visibility <> 'private' or v.saved_by = nullif(current_setting('app.person', true), '')))
         or (v.visibility = 'public' and v.withdrawn_at is null)
         or exists (select from abstraction_use u
                     where u.version_id = v.id and u.account_id = nullif(current_setting('app.account', true), ''))))
$$;
--> statement-breakpoint
revoke all on function may_read_version(text) from public;
--> statement-breakpoint
alter function may_read_version(text) owner to patchbay_platform;
--> statement-breakpoint
grant select, insert, update, delete on abstraction, abstraction_version, abstraction_use to patchbay_platform;
--> statement-breakpoint
grant select, insert, update on abstraction to patchbay_app;
--> statement-breakpoint
grant select, insert on abstraction_version, abstraction_use to patchbay_app;
--> statement-breakpoint
grant update (visibility, published_at, withdrawn_at, text, price_per_hour_micros, forkable) on abstraction_version to patchbay_app;
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['abstraction', 'abstraction_version', 'abstraction_use'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform_all on %I to patchbay_platform using (true) with check (true)', t);
  end loop;
  -- What is written is the account's own, whatever may be read.
  foreach t in array array['abstraction', 'abstraction_version'] loop
    execute format($p$create policy own_new on %I for insert to patchbay_app
      with check (account_id = nullif(current_setting('app.account', true), ''))$p$, t);
    execute format($p$create policy own_change on %I for update to patchbay_app
      using (account_id = nullif(current_setting('app.account', true), ''))
      with check (account_id = nullif(current_setting('app.account', true), ''))$p$, t);
  end loop;
end $$;
--> statement-breakpoint
create policy readable on abstraction_version for select to patchbay_app using (may_read_version(id));
--> statement-breakpoint
-- Nothing of an abstraction is seen without a version of it.
create policy readable on abstraction for select to patchbay_app
  using (account_id = nullif(current_setting('app.account', true), '')
    and exists (select from abstraction_version v where v.abstraction_id = abstraction.id));
--> statement-breakpoint
create policy own_account on abstraction_use for select to patchbay_app
  using (account_id = nullif(current_setting('app.account', true), ''));
--> statement-breakpoint
-- Using a version keeps it readable, so only what may be read can be used.
create policy own_new on abstraction_use for insert to patchbay_app
  with check (account_id = nullif(current_setting('app.account', true), '') and may_read_version(version_id));
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
grant execute on function may_read_version(text) to patchbay_app;
--> statement-breakpoint
reset role;
