ALTER TABLE "simulator"."resource" DROP CONSTRAINT "resource_environment_id_generation_component_idx_form_pk";--> statement-breakpoint
ALTER TABLE "simulator"."resource" ADD CONSTRAINT "resource_pk" PRIMARY KEY("environment_id","generation","component","idx","form","host_id");--> statement-breakpoint
ALTER TABLE "simulator"."resource" ADD COLUMN "owner" text DEFAULT 'patchbay' NOT NULL;