CREATE TABLE "simulator"."wear" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"rate" text NOT NULL,
	"seed" text NOT NULL,
	"drawn_until" timestamptz NOT NULL
);
--> statement-breakpoint
alter table simulator.wear add check (one), add check (rate in ('never', 'seldom', 'often'));
--> statement-breakpoint
grant select, insert, update, delete on simulator.wear to patchbay_simulator;
--> statement-breakpoint
-- The simulated data center knows which of its hosts stand together, and nothing else of the inventory.
grant select (id, site_id, rack_id, status) on host to patchbay_simulator;
--> statement-breakpoint
create policy simulator_reads on host for select to patchbay_simulator using (true);
--> statement-breakpoint
grant select (id, driver) on site to patchbay_simulator;
--> statement-breakpoint
create policy simulator_reads on site for select to patchbay_simulator using (true);
