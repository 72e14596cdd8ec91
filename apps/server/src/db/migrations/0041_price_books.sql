CREATE TABLE "catalog_use" (
	"no" integer PRIMARY KEY NOT NULL,
	"version_id" text,
	"at" timestamptz NOT NULL,
	"by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "price_book_version" DROP CONSTRAINT "price_book_version_hash_unique";--> statement-breakpoint
ALTER TABLE "price_book_version" ADD COLUMN "no" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "price_book_version" ADD COLUMN "published_at" timestamptz DEFAULT clock() NOT NULL;--> statement-breakpoint
ALTER TABLE "price_book_version" ADD COLUMN "published_by" text;--> statement-breakpoint
ALTER TABLE "price_book_version" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "price_book_version" ADD COLUMN "contents_of" text;--> statement-breakpoint
ALTER TABLE "catalog_use" ADD CONSTRAINT "catalog_use_version_id_catalog_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."catalog_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "price_book_hash" ON "price_book_version" USING btree ("hash");--> statement-breakpoint
-- Versions never change but here, where they get the number that they would have had.
alter table price_book_version disable trigger immutable;
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
update price_book_version set no = n.no, published_at = valid_from
  from (select id, row_number() over (order by valid_from, id) as no from price_book_version) as n
 where n.id = price_book_version.id;
--> statement-breakpoint
-- The next number, one version after the other. A restored row brings its own.
create function number_price_book() returns trigger
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if new.no = 0 then
    perform pg_advisory_xact_lock(hashtextextended('price book numbers', 22));
    select coalesce(max(no), 0) + 1 into new.no from price_book_version;
  end if;
  return new;
end $$;
--> statement-breakpoint
reset role;
--> statement-breakpoint
alter table price_book_version enable trigger immutable;
--> statement-breakpoint
ALTER TABLE "price_book_version" ADD CONSTRAINT "price_book_version_no_unique" UNIQUE("no");
--> statement-breakpoint
alter table price_book_version add foreign key (contents_of) references price_book_version (id);
--> statement-breakpoint
create trigger price_book_numbered before insert on price_book_version for each row execute function number_price_book();
--> statement-breakpoint
create trigger immutable before update or delete on catalog_use for each row execute function refuse_change();
--> statement-breakpoint
alter table catalog_use enable row level security;
--> statement-breakpoint
alter table catalog_use force row level security;
--> statement-breakpoint
create policy platform_all on catalog_use to patchbay_platform using (true) with check (true);
--> statement-breakpoint
create policy everybody on catalog_use for select to patchbay_app using (true);
--> statement-breakpoint
grant select, insert on catalog_use to patchbay_platform;
--> statement-breakpoint
-- Which version it is, and not who chose it.
grant select (no, version_id) on catalog_use to patchbay_app;
--> statement-breakpoint
set local role patchbay_platform;
--> statement-breakpoint
revoke all on function number_price_book() from public;
--> statement-breakpoint
reset role;
