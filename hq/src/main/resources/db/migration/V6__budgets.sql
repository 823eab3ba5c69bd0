-- Offices, what they may spend, and every movement of it. Money is counted in whole micro-units of its currency, talk in
-- milliseconds: sums are exact.

-- A campaign's offices are a tree. Its root bears the campaign's own id.
create table offices (
  num bigint generated always as identity primary key,
  campaign text not null references campaigns,
  id text not null,
  parent bigint references offices,       -- empty: the root
  name text not null,
  created_at timestamptz not null,
  unique (campaign, id)
);
create unique index offices_root on offices (campaign) where parent is null;

-- Every office with itself and all that stand above it.
create table office_ancestors (
  office bigint not null references offices,
  ancestor bigint not null references offices,
  primary key (office, ancestor)
);
create index office_ancestors_ancestor on office_ancestors (ancestor);

-- An office stands where it was put: what was spent has been counted against those above it.
create function enter_office() returns trigger language plpgsql as $$
begin
  insert into office_ancestors (office, ancestor)
  select new.num, ancestor from office_ancestors where office = new.parent
  union all select new.num, new.num;
  return new;
end $$;
create trigger offices_enter after insert on offices for each row execute function enter_office();

create function enter_root_office() returns trigger language plpgsql as $$
begin
  insert into offices (campaign, id, name, created_at) values (new.id, new.id, new.id, new.created_at);
  return new;
end $$;
create trigger campaigns_root_office after insert on campaigns for each row execute function enter_root_office();
insert into offices (campaign, id, name, created_at) select id, id, id, created_at from campaigns;

alter table stations add column office text; -- its office's id, in whatever campaign it works for; empty: the root

-- The office a station's calls count against. A campaign that has no office of that id counts them at its root.
create function office_of(station_id text, campaign_id text) returns bigint language sql stable as $$
  select o.num from offices o
   where o.campaign = campaign_id
     and (o.parent is null or o.id = (select s.office from stations s where s.id = station_id))
   order by o.parent is null limit 1
$$;

-- An office without a row here has no limit of its own.
create table budgets (
  office bigint primary key references offices,
  unit text not null check (unit = 'minutes' or unit ~ '^[A-Z]{3}$'),  -- or a currency (ISO 4217)
  since timestamptz not null,             -- the period began: the limit was set
  alerted smallint not null default 0     -- the highest share, in percent, that was told in this period
);

-- A tariff is never changed: a call is charged by the one it was held by.
create table tariffs (
  num bigint generated always as identity primary key,
  at timestamptz not null,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  dearest_micros bigint not null          -- what the longest call costs at its dearest outgoing rate
);
create table rates (
  num bigint generated always as identity primary key,
  tariff bigint not null references tariffs,
  direction text not null check (direction in ('outgoing', 'incoming')),
  prefix text not null,                   -- of the number in E.164, plus sign first; the longest wins
  fee_micros bigint not null check (fee_micros >= 0),
  minute_micros bigint not null check (minute_micros >= 0),
  first_seconds integer not null check (first_seconds > 0),
  next_seconds integer not null check (next_seconds > 0),
  unique (tariff, direction, prefix)
);

-- What is left of a budget is the sum of its entries: a hold, a charge and a transfer out take from it, so they are
-- negative.
create table budget_ledger (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  office bigint not null references offices,
  kind text not null check (kind in ('grant', 'transferIn', 'transferOut', 'hold', 'release', 'charge')),
  micros bigint not null,
  talk_ms bigint not null,
  lease uuid,                             -- of a hold, release or charge
  call uuid,                              -- of a charge
  rate bigint references rates,           -- hold, charge: what it is reckoned by; empty: it costs nothing
  transfer uuid,                          -- the same in both entries of a transfer
  unique (lease, kind)
);
create unique index budget_ledger_call on budget_ledger (call) where call is not null;
create trigger budget_ledger_is_append_only before update or delete on budget_ledger
  for each row execute function refuse_change();

-- What was entered since the last fold: a row for each office of a transaction, so that nobody waits for a counter.
create table budget_deltas (
  office bigint not null,
  granted_micros bigint not null,
  granted_ms bigint not null,
  charged_micros bigint not null,
  charged_ms bigint not null,
  held_micros bigint not null,
  held_ms bigint not null
);
alter table budget_deltas set (autovacuum_vacuum_cost_delay = 0, autovacuum_vacuum_scale_factor = 0);

-- The folded rest. Granted is the office's own; charged and held are also of every office below it.
create table budget_balances (
  office bigint primary key references offices,
  granted_micros bigint not null default 0,
  granted_ms bigint not null default 0,
  charged_micros bigint not null default 0,
  charged_ms bigint not null default 0,
  held_micros bigint not null default 0,
  held_ms bigint not null default 0
) with (fillfactor = 50);

-- Both together, exact at any moment.
create view office_sums as
  select o.num as office,
         coalesce(b.granted_micros, 0) + coalesce(d.granted_micros, 0) as granted_micros,
         coalesce(b.granted_ms, 0) + coalesce(d.granted_ms, 0) as granted_ms,
         coalesce(b.charged_micros, 0) + coalesce(d.charged_micros, 0) as charged_micros,
         coalesce(b.charged_ms, 0) + coalesce(d.charged_ms, 0) as charged_ms,
         coalesce(b.held_micros, 0) + coalesce(d.held_micros, 0) as held_micros,
         coalesce(b.held_ms, 0) + coalesce(d.held_ms, 0) as held_ms
    from offices o
    left join budget_balances b on b.office = o.num
    cross join lateral (
      select (sum(e.granted_micros) filter (where e.office = o.num))::bigint as granted_micros,
             (sum(e.granted_ms) filter (where e.office = o.num))::bigint as granted_ms,
             sum(e.charged_micros)::bigint as charged_micros, sum(e.charged_ms)::bigint as charged_ms,
             sum(e.held_micros)::bigint as held_micros, sum(e.held_ms)::bigint as held_ms
        from budget_deltas e join office_ancestors a on a.office = e.office and a.ancestor = o.num) d;

-- In the budget's own unit; an office without a budget shows what it spent in talk.
create view office_figures as
  select o.num as office, o.campaign, o.id, o.name, p.id as parent, b.unit, b.since, b.alerted,
         case when b.unit <> 'minutes' then s.granted_micros when b.unit is not null then s.granted_ms end as granted,
         case when b.unit <> 'minutes' then s.charged_micros else s.charged_ms end as charged,
         case when b.unit <> 'minutes' then s.held_micros else s.held_ms end as held,
         case when b.unit <> 'minutes' then s.granted_micros - s.charged_micros - s.held_micros
              when b.unit is not null then s.granted_ms - s.charged_ms - s.held_ms end as available,
         s.charged_ms as talk_ms
    from offices o
    left join offices p on p.num = o.parent
    left join budgets b on b.office = o.num
    join office_sums s on s.office = o.num;

-- What a person should know of and that lasts until somebody or something ends it. One of a kind and subject at a time.
create table alarms (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  subject text not null,
  detail text not null,
  cleared_at timestamptz
);
create unique index alarms_standing on alarms (kind, subject) where cleared_at is null;
