-- One account of one phone bank. All times are UTC; every id that leaves HQ is opaque.

create table campaigns (
  id text primary key,
  version integer not null,               -- grows with each change of what stations are told, state included
  script_version integer not null,        -- grows with each change of the script
  state text not null check (state in ('running', 'paused', 'stopped')),
  definition jsonb not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);

create table campaign_versions (
  campaign text not null references campaigns,
  version integer not null,
  script_version integer not null,
  state text not null,
  definition jsonb not null,
  at timestamptz not null,
  primary key (campaign, version)
);

-- The lists of a campaign, called one after the other or in turn. One that is not enabled rests.
create table lists (
  id bigint generated always as identity primary key,
  campaign text not null references campaigns,
  name text not null,
  place integer not null default 0,       -- low comes first
  enabled boolean not null default true,
  office text,                            -- whose list it is; empty: everybody's
  pooled boolean not null default true,   -- an office's list: others help when theirs are done
  created_at timestamptz not null,
  unique (campaign, name)
);

create table imports (
  id bigint generated always as identity primary key,
  list bigint not null references lists,
  file text not null,
  source text,                            -- where the data were had from
  imported_at timestamptz not null,
  rows_read bigint not null,
  rows_added bigint not null,
  rows_known bigint not null,
  rows_rejected bigint not null,
  first_num bigint not null,              -- its new people have these numbers, and those between of this campaign
  last_num bigint not null
);

-- What people of the queue have in common: the lists and the rules are asked once for a corner, not for each person.
-- See hq.rules.Subject for the words.
create table corners (
  id integer generated always as identity primary key,
  campaign text not null references campaigns,
  list bigint not null references lists,
  language text not null,
  number_type text not null,
  time_zones text[] not null,
  jurisdictions text[] not null,
  consent boolean not null,
  constituency text,
  screened_on date,
  unique nulls not distinct (
    campaign, list, language, number_type, time_zones, jurisdictions, consent, constituency, screened_on)
);

-- What is leased: people tied by household or by a shared number.
create table dial_units (
  id bigint primary key,                  -- the number of its first person
  campaign text not null,                 -- no foreign key here: it would be looked up once for each row of an import
  slot smallint not null,                 -- spreads takers over the queue
  rank smallint not null default 1,       -- 0: a promised call-back, 1: everybody else
  state text not null check (state in ('ready', 'leased', 'uncertain', 'waiting', 'done')),
  due_at timestamptz,                     -- waiting: when it is ready again
  rest_until timestamptz not null default '-infinity',  -- nobody of it is called before
  seq bigint not null default 0,          -- grows with each grant; fences late reports
  contact bigint,                         -- who is called next
  corner integer not null default 0       -- of that contact
) with (fillfactor = 80);
create index dial_units_ready on dial_units (campaign, corner, rank, slot, id) where state = 'ready';
create index dial_units_waiting on dial_units (due_at) where state = 'waiting';
create index dial_units_campaign on dial_units (campaign, state);
alter table dial_units set (autovacuum_vacuum_cost_delay = 0);

-- Numbers are taken by the thousand; see hq.lists.Target.
create sequence contact_nums increment by 1000;
create table contacts (
  num bigint primary key,
  id text generated always as ('c-' || num) stored,  -- as others know it; see contact_num
  campaign text not null,                 -- campaign, list and unit: no foreign keys, as in dial_units
  list bigint not null,
  unit bigint not null,
  external_id text,
  given_name text not null,
  family_name text not null,
  phone text not null,                    -- E.164
  number_type text not null,
  number_key bytea not null,              -- keyed hash of the number, the same as in opt_outs
  name_key text not null,                 -- the name without case, accents and spaces
  household_key bytea,                    -- keyed hash of address and town, if an address is known
  language text not null,
  time_zone text not null,                -- for the card; the rules look at the corner's
  corner integer not null,
  address text,
  postcode text,
  town text not null,
  consent text,
  why text,
  fields jsonb not null default '{}',
  state text not null default 'open' check (state in ('open', 'done')),
  tries integer not null default 0,
  due_at timestamptz not null default '-infinity',
  callback_at timestamptz,
  callback_by text
);
-- An import of a million people waits for these indexes more than for anything else: each must earn its place.
create unique index contacts_external on contacts (campaign, external_id) where external_id is not null;
create index contacts_number on contacts (number_key);
create index contacts_household on contacts (household_key) where household_key is not null;
create index contacts_unit on contacts (unit);

-- The row of a contact as stations name it; null if it is no id of ours.
create function contact_num(id text) returns bigint language sql immutable as $$
  select case when id ~ '^c-[0-9]{1,18}$' then substr(id, 3)::bigint end
$$;

-- All numbers of those who have several, the best first. The one in use stands in contacts too.
create table contact_numbers (
  contact bigint not null references contacts on delete cascade,
  place smallint not null,
  phone text not null,
  number_type text not null,
  number_key bytea not null,
  time_zone text not null,
  corner integer not null,
  primary key (contact, place)
);
create index contact_numbers_key on contact_numbers (number_key);

create table stations (
  id text primary key,
  desk text not null,
  registered_at timestamptz not null,
  last_session uuid,
  last_status jsonb,
  last_seen timestamptz,
  campaign text references campaigns,     -- empty: the newest campaign that is not stopped
  locked boolean not null default false
);

-- The numbers and households somebody may be calling now, whatever list or campaign they came by.
create table exclusive_keys (
  key bytea primary key,
  lease uuid not null
);
create index exclusive_keys_lease on exclusive_keys (lease);

-- Leases that may still be dialled, or whose end nobody has heard of.
create table leases (
  id uuid primary key,
  unit bigint not null unique references dial_units,
  seq bigint not null,
  contact text not null,
  number_key bytea not null,              -- of the number as it was granted: an import may change the contact's
  campaign text not null,
  station text not null,
  request uuid not null,
  state text not null check (state in ('live', 'revoked', 'uncertain')),
  granted_at timestamptz not null,
  term_from timestamptz not null,         -- the grant, or the last renewal
  ttl_seconds integer not null,
  reclaim_at timestamptz not null,        -- without word by then: uncertain
  free_at timestamptz,                    -- uncertain: when the unit may be leased again
  document jsonb not null                 -- the lease as it was sent, for a repeated request
);
create index leases_station on leases (station);
create index leases_number on leases (number_key);
create index leases_reclaim on leases (reclaim_at) where state <> 'uncertain';
create index leases_free on leases (free_at) where state = 'uncertain';

create table lease_log (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  lease uuid not null,
  event text not null check (event in ('granted', 'renewed', 'revoked', 'uncertain', 'ended')),
  reason text,
  unit bigint not null,
  seq bigint not null,
  station text not null,
  contact text not null,
  campaign text not null,
  number_key bytea,                       -- granted: of the number to be dialled
  keys bytea[]                            -- granted: the keys it excluded others from
);
create index lease_log_lease on lease_log (lease);

create table lease_requests (
  station text not null,
  request uuid not null,
  at timestamptz not null,
  wanted integer not null,
  primary key (station, request)
);
create index lease_requests_at on lease_requests (at);

create table reports (
  call uuid not null,
  revision integer not null,
  station text not null,
  lease uuid not null,
  seq bigint not null,
  contact text not null,
  campaign text not null,
  script integer not null,
  volunteer text not null,
  desk text not null,
  mode text not null,
  pressed_at timestamptz not null,
  invited_at timestamptz,
  ringing_at timestamptz,
  answered_at timestamptz,
  ended_at timestamptz,
  recorded_at timestamptz not null,
  result text not null,
  sip_status integer,
  disposition text,
  answers jsonb not null,
  note text,
  flag boolean not null,
  callback_at timestamptz,
  quality jsonb,
  proof jsonb,
  late boolean not null,                  -- its unit had been leased again by then
  document jsonb not null,                -- the report as it came
  received_at timestamptz not null,
  primary key (call, revision)
);
create index reports_contact on reports (contact);
create index reports_received on reports (received_at);
create index reports_campaign on reports (campaign, received_at);

create table skips (
  skip uuid primary key,
  revision integer not null,
  station text not null,
  lease uuid not null,
  seq bigint not null,
  contact text not null,
  campaign text not null,
  volunteer text not null,
  desk text not null,
  at timestamptz not null,
  reason text not null,
  proof jsonb,
  received_at timestamptz not null
);

create table opt_outs (
  number_key bytea primary key,
  at timestamptz not null,
  call uuid,                              -- the call it was said in, if in one
  station text,
  volunteer text,
  said_at timestamptz                     -- by the station's clock, for the undo
);

create table bad_numbers (
  number_key bytea not null,
  contact text not null,                  -- whom it is wrong for; empty: nobody can be reached by it
  reason text not null check (reason in ('invalidNumber', 'wrongNumber', 'moved')),
  call uuid not null,
  at timestamptz not null,
  primary key (number_key, contact)
);
create index bad_numbers_call on bad_numbers (call);

create table station_events (
  id uuid primary key,
  station text not null,
  kind text not null,
  at timestamptz not null,
  volunteer text,
  about uuid,
  detail text,
  received_at timestamptz not null
);

create table unusable_messages (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  topic text not null,
  reason text not null,
  correlation text,
  payload bytea not null
);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  who text not null,
  what text not null,
  subject text not null,
  detail text
);
