DROP INDEX "outbox_due";--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("due") WHERE "outbox"."done_at" is null;