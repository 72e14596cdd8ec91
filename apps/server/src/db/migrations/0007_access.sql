CREATE TABLE "access_grant" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"label" text NOT NULL,
	"environment_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"port" integer NOT NULL,
	"person_id" text NOT NULL,
	"session_id" text NOT NULL,
	"ticket_hash" text,
	"cookie_hash" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "access_grant_ticket_hash_unique" UNIQUE("ticket_hash"),
	CONSTRAINT "access_grant_cookie_hash_unique" UNIQUE("cookie_hash")
);
--> statement-breakpoint
CREATE INDEX "access_grant_expires" ON "access_grant" USING btree ("expires_at");
--> statement-breakpoint
alter table access_grant
  add foreign key (account_id, environment_id) references environment (account_id, id),
  add check (port between 1 and 65535);
--> statement-breakpoint
alter table access_grant enable row level security;
--> statement-breakpoint
alter table access_grant force row level security;
--> statement-breakpoint
create policy platform_all on access_grant to patchbay_platform using (true) with check (true);
--> statement-breakpoint
create policy own_account on access_grant to patchbay_app
  using (account_id = nullif(current_setting('app.account', true), ''))
  with check (account_id = nullif(current_setting('app.account', true), ''));
--> statement-breakpoint
grant select, insert, update, delete on access_grant to patchbay_platform;
--> statement-breakpoint
-- A visitor comes with a cookie and no account, so whoever takes tickets and looks cookies up is the platform.
grant select, insert, delete on access_grant to patchbay_app;
