CREATE TABLE "engine" (
	"host_id" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"engine" text NOT NULL,
	"api_version" text NOT NULL,
	"ping_ms" integer NOT NULL,
	"limits" jsonb NOT NULL,
	"seen_at" timestamptz NOT NULL,
	CONSTRAINT "engine_address_unique" UNIQUE("address")
);
--> statement-breakpoint
CREATE TABLE "address_range" (
	"site_id" text NOT NULL,
	"number" integer NOT NULL,
	"account_id" text NOT NULL,
	"environment_id" text NOT NULL,
	"network" text NOT NULL,
	CONSTRAINT "address_range_site_id_number_pk" PRIMARY KEY("site_id","number"),
	CONSTRAINT "address_range_segment" UNIQUE("environment_id","network")
);
--> statement-breakpoint
CREATE TABLE "volume" (
	"environment_id" text NOT NULL,
	"component" text NOT NULL,
	"idx" integer NOT NULL,
	"account_id" text NOT NULL,
	"host" text NOT NULL,
	CONSTRAINT "volume_environment_id_component_idx_pk" PRIMARY KEY("environment_id","component","idx")
);
--> statement-breakpoint
CREATE TABLE "simulator"."fault" (
	"host_id" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "fault_host_id_kind_pk" PRIMARY KEY("host_id","kind")
);
--> statement-breakpoint
ALTER TABLE "host" ADD COLUMN "status" text DEFAULT 'up' NOT NULL;--> statement-breakpoint
ALTER TABLE "host" ADD COLUMN "draining" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "site" ADD COLUMN "driver" text DEFAULT 'simulated' NOT NULL;--> statement-breakpoint
ALTER TABLE "environment" ADD COLUMN "data_until" timestamptz;--> statement-breakpoint
ALTER TABLE "engine" ADD CONSTRAINT "engine_host_id_host_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."host"("id") ON DELETE no action ON UPDATE no action;