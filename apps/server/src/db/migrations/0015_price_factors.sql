ALTER TABLE "charge" RENAME COLUMN "per_hour_micros" TO "per_unit_micros";--> statement-breakpoint
ALTER TABLE "charge" ADD COLUMN "band" text;--> statement-breakpoint
ALTER TABLE "charge" ADD COLUMN "band_milli" integer DEFAULT 1000 NOT NULL;--> statement-breakpoint
ALTER TABLE "charge" ADD COLUMN "grade_milli" integer DEFAULT 1000 NOT NULL;