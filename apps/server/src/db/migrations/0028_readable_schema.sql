-- Whether a server is ready depends on the migrations of its database.
grant usage on schema drizzle to patchbay_platform;
--> statement-breakpoint
grant select on drizzle.__drizzle_migrations to patchbay_platform;
