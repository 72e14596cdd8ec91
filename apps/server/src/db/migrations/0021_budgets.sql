CREATE TABLE "budget" (
	"channel_id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"amount_micros" bigint NOT NULL,
	"alerts" jsonb NOT NULL,
	"hard_cap" boolean NOT NULL,
	"told" jsonb NOT NULL,
	"changed_at" timestamptz NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_alert" (
	"channel_id" text NOT NULL,
	"period" text NOT NULL,
	"percent" integer NOT NULL,
	"account_id" text NOT NULL,
	"at" timestamptz NOT NULL,
	"spent_micros" bigint NOT NULL,
	"amount_micros" bigint NOT NULL,
	CONSTRAINT "budget_alert_channel_id_period_percent_pk" PRIMARY KEY("channel_id","period","percent")
);
--> statement-breakpoint
CREATE TABLE "invoice_item" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"channel_id" text NOT NULL,
	"invoice_id" text NOT NULL,
	"cause" text NOT NULL,
	"ref" text NOT NULL,
	"amount_micros" bigint NOT NULL,
	"reason" text,
	"price_book_version_id" text,
	"at" timestamptz NOT NULL,
	CONSTRAINT "invoice_item_once" UNIQUE("invoice_id","cause","ref")
);
--> statement-breakpoint
ALTER TABLE "invoice" ADD COLUMN "changes_at" timestamptz;--> statement-breakpoint
CREATE INDEX "invoice_changes" ON "invoice" USING btree ("changes_at");--> statement-breakpoint
alter table budget
  add foreign key (account_id, channel_id) references channel (account_id, id),
  add check (amount_micros >= 0);
--> statement-breakpoint
alter table budget_alert
  add foreign key (account_id, channel_id) references channel (account_id, id);
--> statement-breakpoint
alter table invoice_item
  add foreign key (account_id, invoice_id) references invoice (account_id, id),
  -- A credit is negative, and what is paid by the period is not.
  add check (case cause when 'base-fee' then amount_micros > 0 else amount_micros < 0 end);
--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['budget', 'budget_alert', 'invoice_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy platform_all on %I to patchbay_platform using (true) with check (true)', t);
    execute format('create policy own_account on %I to patchbay_app using (account_id = nullif(current_setting(''app.account'', true), '''')) with check (account_id = nullif(current_setting(''app.account'', true), ''''))', t);
    execute format('grant select, insert, update, delete on %I to patchbay_platform', t);
    execute format('grant select on %I to patchbay_app', t);
  end loop;
end $$;
--> statement-breakpoint
update invoice set changes_at = (to_date(period || '-01', 'YYYY-MM-DD') + interval '1 month')::timestamp at time zone 'UTC' where state = 'draft';
--> statement-breakpoint
create trigger immutable before update or delete on invoice_item for each row execute function refuse_change();
--> statement-breakpoint
create trigger immutable before update or delete on budget_alert for each row execute function refuse_change();
--> statement-breakpoint
-- The backstop of MTR-2: a final invoice never changes, and nothing comes onto it.
create function keep_final_invoice() returns trigger language plpgsql as $$
begin
  if old.state = 'final' then raise exception 'invoice % is final', old.id; end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
--> statement-breakpoint
create trigger keep_final before update or delete on invoice for each row execute function keep_final_invoice();
--> statement-breakpoint
create function refuse_onto_final() returns trigger language plpgsql as $$
begin
  if exists (select 1 from invoice where id = new.invoice_id and state = 'final') then
    raise exception 'invoice % is final', new.invoice_id;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger refuse_onto_final before insert on charge for each row execute function refuse_onto_final();
--> statement-breakpoint
create trigger refuse_onto_final before insert on invoice_item for each row execute function refuse_onto_final();
