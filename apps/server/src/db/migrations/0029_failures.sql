CREATE TABLE "failure" (
	"id" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text NOT NULL,
	"site_id" text NOT NULL,
	"since" timestamptz NOT NULL,
	"lost_at" timestamptz NOT NULL,
	"ended_at" timestamptz,
	"closed_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "failure_hit" (
	"failure_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"account_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"outcome" text NOT NULL,
	"machines" integer NOT NULL,
	"to_hosts" jsonb NOT NULL,
	"at" timestamptz NOT NULL,
	"over_at" timestamptz,
	"down_seconds" bigint DEFAULT 0 NOT NULL,
	"credit_micros" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "failure_hit_failure_id_slot_id_pk" PRIMARY KEY("failure_id","slot_id")
);
--> statement-breakpoint
CREATE TABLE "failure_host" (
	"failure_id" text NOT NULL,
	"host_id" text NOT NULL,
	"returned_at" timestamptz,
	CONSTRAINT "failure_host_failure_id_host_id_pk" PRIMARY KEY("failure_id","host_id")
);
--> statement-breakpoint
ALTER TABLE "host" ADD COLUMN "status_since" timestamptz DEFAULT clock() NOT NULL;--> statement-breakpoint
-- What is wrong already has been so for as long as anybody knows.
ALTER TABLE "simulator"."fault" ADD COLUMN "at" timestamptz NOT NULL DEFAULT clock();--> statement-breakpoint
ALTER TABLE "simulator"."fault" ALTER COLUMN "at" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "simulator"."fault" DROP CONSTRAINT "fault_host_id_kind_pk";--> statement-breakpoint
ALTER TABLE "simulator"."fault" ADD CONSTRAINT "fault_host_id_kind_at_pk" PRIMARY KEY("host_id","kind","at");--> statement-breakpoint
ALTER TABLE "simulator"."fault" ADD COLUMN "until" timestamptz;--> statement-breakpoint
ALTER TABLE "simulator"."fault" ADD CHECK (until > at);--> statement-breakpoint
ALTER TABLE "failure_hit" ADD CONSTRAINT "failure_hit_failure_id_failure_id_fk" FOREIGN KEY ("failure_id") REFERENCES "public"."failure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "failure_host" ADD CONSTRAINT "failure_host_failure_id_failure_id_fk" FOREIGN KEY ("failure_id") REFERENCES "public"."failure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "failure_since" ON "failure" USING btree ("since");--> statement-breakpoint
CREATE INDEX "failure_hit_slot" ON "failure_hit" USING btree ("slot_id");--> statement-breakpoint
CREATE INDEX "failure_host_host" ON "failure_host" USING btree ("host_id");--> statement-breakpoint
alter table failure
  add check (scope in ('host', 'rack', 'site')),
  add check (lost_at >= since);
--> statement-breakpoint
alter table failure_hit
  add foreign key (account_id, slot_id) references slot (account_id, id),
  add check (outcome in ('waits', 'moved', 'planned', 'stranded', 'returned', 'ended')),
  add check (machines > 0 and down_seconds >= 0 and credit_micros >= 0);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['failure', 'failure_host', 'failure_hit'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform_all on %I to patchbay_platform using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to patchbay_platform', t);
  end loop;
end $$;
