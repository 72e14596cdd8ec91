ALTER TABLE "abstraction_version" ADD COLUMN "publisher" text;--> statement-breakpoint
ALTER TABLE "abstraction_version" ADD COLUMN "facts" jsonb;
--> statement-breakpoint
alter table abstraction_version
  add check (price_per_hour_micros >= 0),
  add check (published_at is null or (visibility = 'public' and facts is not null and publisher is not null and price_per_hour_micros is not null));
--> statement-breakpoint
-- Whoever books a version relies on its terms: other terms are another version.
create trigger terms_immutable before update of visibility, published_at, text, publisher, facts, price_per_hour_micros, forkable on abstraction_version
  for each row when (old.published_at is not null) execute function refuse_change();
--> statement-breakpoint
grant update (publisher, facts) on abstraction_version to patchbay_app;
