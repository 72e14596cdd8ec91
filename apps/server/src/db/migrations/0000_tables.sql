CREATE SCHEMA "identity";
--> statement-breakpoint
CREATE SCHEMA "simulator";
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"account_id" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" text NOT NULL,
	"reply" jsonb,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "idempotency_account_id_key_pk" PRIMARY KEY("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "catalog_version" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"content" jsonb NOT NULL,
	"published_at" timestamptz NOT NULL,
	CONSTRAINT "catalog_version_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "price_book_version" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"currency" text NOT NULL,
	"content" jsonb NOT NULL,
	"valid_from" timestamptz NOT NULL,
	CONSTRAINT "price_book_version_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "host" (
	"id" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"rack_id" text NOT NULL,
	"name" text NOT NULL,
	"rack_unit" integer NOT NULL,
	"model" text NOT NULL,
	"arch" text NOT NULL,
	"clock_mhz" integer NOT NULL,
	"year" integer NOT NULL,
	"gen" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "host_capacity" (
	"host_id" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	"cpu_milli" bigint NOT NULL,
	"memory_mib" bigint NOT NULL,
	"disk_mib" bigint NOT NULL,
	"gpu" bigint NOT NULL,
	CONSTRAINT "host_capacity_host_id_during_pk" PRIMARY KEY("host_id","during")
);
--> statement-breakpoint
CREATE TABLE "pool" (
	"id" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"resource_class" text NOT NULL,
	"gen" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pool_capacity" (
	"pool_id" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	"capacity" bigint NOT NULL,
	CONSTRAINT "pool_capacity_pool_id_during_pk" PRIMARY KEY("pool_id","during")
);
--> statement-breakpoint
CREATE TABLE "rack" (
	"id" text PRIMARY KEY NOT NULL,
	"site_id" text NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"grade" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" text PRIMARY KEY NOT NULL,
	"pool_id" text NOT NULL,
	"identity" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "design" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL,
	"revision" integer NOT NULL,
	"saved_at" timestamptz NOT NULL,
	"removed_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "design_revision" (
	"design_id" text NOT NULL,
	"no" integer NOT NULL,
	"account_id" text NOT NULL,
	"catalog_version_id" text NOT NULL,
	"document" jsonb NOT NULL,
	"hash" text NOT NULL,
	"saved_at" timestamptz NOT NULL,
	"saved_by" text NOT NULL,
	CONSTRAINT "design_revision_design_id_no_pk" PRIMARY KEY("design_id","no")
);
--> statement-breakpoint
CREATE TABLE "address" (
	"environment_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"network" text NOT NULL,
	"account_id" text NOT NULL,
	"address" text NOT NULL,
	CONSTRAINT "address_environment_id_component_idx_network_pk" PRIMARY KEY("environment_id","component","idx","network")
);
--> statement-breakpoint
CREATE TABLE "environment" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"design_id" text NOT NULL,
	"name" text NOT NULL,
	"site_id" text NOT NULL,
	"wanted" text NOT NULL,
	"generation" integer NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"at" timestamptz NOT NULL,
	"code" text NOT NULL,
	"values" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"job" text NOT NULL,
	"due" timestamptz NOT NULL,
	"retry_at" timestamptz,
	"lease_until" timestamptz,
	"lease_epoch" bigint DEFAULT 0 NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"done_at" timestamptz,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "part" (
	"environment_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"account_id" text NOT NULL,
	"generation" integer NOT NULL,
	"state" text NOT NULL,
	"host" text,
	"observed_at" timestamptz NOT NULL,
	CONSTRAINT "part_environment_id_component_idx_pk" PRIMARY KEY("environment_id","component","idx")
);
--> statement-breakpoint
CREATE TABLE "stage" (
	"environment_id" text NOT NULL,
	"generation" integer NOT NULL,
	"stage" text NOT NULL,
	"account_id" text NOT NULL,
	"started_at" timestamptz NOT NULL,
	"ended_at" timestamptz,
	CONSTRAINT "stage_environment_id_generation_stage_pk" PRIMARY KEY("environment_id","generation","stage")
);
--> statement-breakpoint
CREATE TABLE "charge" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"reservation_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"meter" text NOT NULL,
	"bucket" timestamptz NOT NULL,
	"no" integer NOT NULL,
	"quantity" bigint NOT NULL,
	"per_hour_micros" bigint NOT NULL,
	"amount_micros" bigint NOT NULL,
	"price_book_version_id" text NOT NULL,
	"corrects" text,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "charge_once" UNIQUE("slot_id","component","idx","meter","bucket","no")
);
--> statement-breakpoint
CREATE TABLE "invoice" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"period" text NOT NULL,
	"state" text NOT NULL,
	"currency" text NOT NULL,
	"total_micros" bigint NOT NULL,
	"rounding_micros" bigint NOT NULL,
	"total_minor" bigint NOT NULL,
	CONSTRAINT "invoice_once" UNIQUE("channel_id","period")
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "channel" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"account_id" text NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"joined_at" timestamptz NOT NULL,
	CONSTRAINT "membership_account_id_person_id_pk" PRIMARY KEY("account_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "operator" (
	"person_id" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "host_claim" (
	"account_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"plan_no" integer NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"during" "tstzrange" NOT NULL,
	"state" text NOT NULL,
	"hold_until" timestamptz,
	"host_id" text NOT NULL,
	"cpu_milli" bigint NOT NULL,
	"memory_mib" bigint NOT NULL,
	"disk_mib" bigint NOT NULL,
	"gpu" bigint NOT NULL,
	CONSTRAINT "host_claim_slot_id_plan_no_component_idx_pk" PRIMARY KEY("slot_id","plan_no","component","idx")
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"slot_id" text NOT NULL,
	"no" integer NOT NULL,
	"account_id" text NOT NULL,
	"parent_no" integer,
	"state" text NOT NULL,
	CONSTRAINT "plan_slot_id_no_pk" PRIMARY KEY("slot_id","no")
);
--> statement-breakpoint
CREATE TABLE "pool_claim" (
	"account_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"plan_no" integer NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"during" "tstzrange" NOT NULL,
	"state" text NOT NULL,
	"hold_until" timestamptz,
	"pool_id" text NOT NULL,
	"quantity" bigint NOT NULL,
	CONSTRAINT "pool_claim_slot_id_plan_no_component_idx_pool_id_pk" PRIMARY KEY("slot_id","plan_no","component","idx","pool_id")
);
--> statement-breakpoint
CREATE TABLE "reservation" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"design_id" text NOT NULL,
	"revision" integer NOT NULL,
	"price_book_version_id" text NOT NULL,
	"site_id" text NOT NULL,
	"recurrence" text,
	"zone" text NOT NULL,
	"state" text NOT NULL,
	"hold_until" timestamptz,
	"total_micros" bigint NOT NULL,
	"booked_at" timestamptz NOT NULL,
	"booked_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slot" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"reservation_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"no" integer NOT NULL,
	"during" "tstzrange" NOT NULL,
	"state" text NOT NULL,
	"state_since" timestamptz NOT NULL,
	"deadline" timestamptz,
	"ready_at" timestamptz,
	"metered_until" timestamptz
);
--> statement-breakpoint
CREATE TABLE "unit_binding" (
	"unit_id" text NOT NULL,
	"account_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"pool_id" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	CONSTRAINT "unit_binding_unit_id_slot_id_pk" PRIMARY KEY("unit_id","slot_id")
);
--> statement-breakpoint
CREATE TABLE "identity"."account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "identity"."session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "identity"."user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "identity"."verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_event" (
	"source" text NOT NULL,
	"id" text NOT NULL,
	"account_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"reservation_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"meter" text NOT NULL,
	"during" "tstzrange" NOT NULL,
	"quantity" bigint NOT NULL,
	CONSTRAINT "usage_event_source_id_pk" PRIMARY KEY("source","id")
);
--> statement-breakpoint
CREATE TABLE "usage_record" (
	"account_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"reservation_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"revision" integer NOT NULL,
	"meter" text NOT NULL,
	"bucket" timestamptz NOT NULL,
	"quantity" bigint NOT NULL,
	CONSTRAINT "usage_record_slot_id_component_idx_meter_bucket_pk" PRIMARY KEY("slot_id","component","idx","meter","bucket")
);
--> statement-breakpoint
CREATE TABLE "usage_sample" (
	"incarnation" text NOT NULL,
	"at" timestamptz NOT NULL,
	"account_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"reservation_id" text NOT NULL,
	"slot_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"started_at" timestamptz NOT NULL,
	"generation" integer NOT NULL,
	"counters" jsonb NOT NULL,
	"settled" boolean DEFAULT false NOT NULL,
	CONSTRAINT "usage_sample_incarnation_at_pk" PRIMARY KEY("incarnation","at")
);
--> statement-breakpoint
CREATE TABLE "world" (
	"one" integer PRIMARY KEY NOT NULL,
	"id" text NOT NULL,
	"demo" boolean NOT NULL,
	"offset_ms" bigint NOT NULL,
	"skip_until" timestamptz
);
--> statement-breakpoint
CREATE TABLE "simulator"."fence" (
	"environment_id" text PRIMARY KEY NOT NULL,
	"generation" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "simulator"."resource" (
	"environment_id" text NOT NULL,
	"generation" integer NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"form" text NOT NULL,
	"host_id" text NOT NULL,
	"spec_hash" text NOT NULL,
	"spec" jsonb NOT NULL,
	"created_at" timestamptz NOT NULL,
	"started_at" timestamptz,
	"ready_at" timestamptz,
	"incarnation" bigint NOT NULL,
	CONSTRAINT "resource_environment_id_generation_component_idx_form_pk" PRIMARY KEY("environment_id","generation","component","idx","form")
);
--> statement-breakpoint
ALTER TABLE "host" ADD CONSTRAINT "host_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host" ADD CONSTRAINT "host_rack_id_rack_id_fk" FOREIGN KEY ("rack_id") REFERENCES "public"."rack"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host_capacity" ADD CONSTRAINT "host_capacity_host_id_host_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."host"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool" ADD CONSTRAINT "pool_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pool_capacity" ADD CONSTRAINT "pool_capacity_pool_id_pool_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pool"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rack" ADD CONSTRAINT "rack_site_id_site_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."site"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_pool_id_pool_id_fk" FOREIGN KEY ("pool_id") REFERENCES "public"."pool"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel" ADD CONSTRAINT "channel_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identity"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "identity"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unit_pool" ON "unit" USING btree ("pool_id","id");--> statement-breakpoint
CREATE INDEX "event_environment" ON "event" USING btree ("environment_id","at");--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("due");--> statement-breakpoint
CREATE INDEX "charge_invoice" ON "charge" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "slot_environment" ON "slot" USING btree ("environment_id");--> statement-breakpoint
CREATE INDEX "usage_event_slot" ON "usage_event" USING btree ("slot_id");--> statement-breakpoint
CREATE INDEX "usage_record_channel" ON "usage_record" USING btree ("channel_id","bucket");--> statement-breakpoint
CREATE INDEX "usage_sample_slot" ON "usage_sample" USING btree ("slot_id","incarnation","at");