-- Migration 0009 meant to do this as the login role, which sees no row where row-level security is forced. What was given
-- outside of any range is given anew at the next start.
set local role patchbay_platform;
--> statement-breakpoint
delete from address a where not exists (select 1 from address_range r where r.environment_id = a.environment_id and r.network = a.network);
--> statement-breakpoint
reset role;
