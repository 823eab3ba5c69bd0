-- People: why a number is never called again, how a person is forgotten, who rehearses, and who may still call after
-- a stop.

-- An opt-out has a ground: the call it was said in, or else the source that names the number. Grounds stand side by
-- side, so that a press which is undone takes back nothing that a letter asked for too.
alter table opt_outs
  add column source text not null default 'press',
  add column who text,                    -- who entered it; a press names its volunteer
  add column reason text;
alter table opt_outs add column ground text not null generated always as (coalesce(call::text, source)) stored;
alter table opt_outs drop constraint opt_outs_pkey, add primary key (number_key, ground);
create index opt_outs_call on opt_outs (call) where call is not null;

create index audit_subject on audit (subject, what);
create index audit_at on audit (at);

-- A person who was forgotten keeps an empty row, so that reports that are still to come find their place and count.
alter table contacts add column erased_at timestamptz;

-- A report without what identifies or quotes its person: ids, times, result, disposition and choices stay.
create function without_words(report reports) returns reports language plpgsql immutable as $$
declare
  choices jsonb := coalesce(
    (select jsonb_agg(a.answer - 'text' order by a.place)
       from jsonb_array_elements(report.answers) with ordinality a (answer, place)
      where a.answer ->> 'choice' is not null), '[]');
begin
  report.note := null;
  report.answers := choices;
  report.document := report.document - 'note' || jsonb_build_object('answers', choices);
  return report;
end $$;

-- Reports stay append-only for everybody. The one change that passes is this one and no other: a report of a person
-- whose erasure is in the audit (which nobody can take out again) becomes the same report without words.
create function refuse_change_of_report() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new is not distinct from without_words(old)
     and exists (select from audit a where a.subject = old.contact and a.what = 'person erased') then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name;
end $$;
drop trigger reports_are_append_only on reports;
create trigger reports_are_append_only before update or delete on reports
  for each row execute function refuse_change_of_report();

-- Who may be called in a rehearsal: people of the phone bank, not voters.
create table staff_numbers (
  number_key bytea primary key,
  phone text not null,                    -- staff, who know of it: each new campaign rehearses with them
  name text not null,
  at timestamptz not null,
  who text not null
);
alter table lists add column rehearsal boolean not null default false;  -- staff only: never a voter of the campaign
alter table campaigns add column released_at timestamptz, add column released_by text;
-- Campaigns that call already are not stopped by it.
update campaigns set released_at = created_at, released_by = 'before there were rehearsals';
alter table campaign_versions add column rehearsal boolean not null default false;

-- Until when the station may dial without hearing from headquarters: as of its last answer that let it.
alter table stations add column permit_until timestamptz;

-- Calls that count for the campaign: made after its release.
create view voter_calls as
  select w.* from winning_reports w join campaigns c on c.id = w.campaign and w.pressed_at >= c.released_at;

-- Calls to staff before the release.
create view test_calls as
  select w.campaign, w.call, w.result
    from winning_reports w
    join campaigns c on c.id = w.campaign and (c.released_at is null or w.pressed_at < c.released_at)
    join lease_log g on g.lease = w.lease and g.event = 'granted'
    join staff_numbers s on s.number_key = g.number_key;

-- As before, but for what belongs to the rehearsal: the staff list, its units, its calls.
create or replace view campaign_figures as
  select c.id as campaign, c.state, c.version,
         (select count(*) from contacts p where p.campaign = c.id)
           - (select count(*) from lists l join contacts p on p.list = l.id and p.campaign = c.id
                               join staff_numbers s on s.number_key = p.number_key
               where l.campaign = c.id and l.rehearsal) as contacts,
         u.units - t.units as units, u.ready - t.ready as ready, u.leased - t.leased as leased,
         u.uncertain - t.uncertain as uncertain, u.waiting - t.waiting as waiting, u.done - t.done as done,
         r.dials, r.answered, r.talk_seconds, r.last_report_at,
         c.released_at is null as rehearsal,
         case when c.released_at is null
              then (select count(*) from test_calls e where e.campaign = c.id and e.result = 'answered') end
           as test_calls
    from campaigns c
    cross join lateral (
      select count(*) as units,
             count(*) filter (where d.state = 'ready') as ready,
             count(*) filter (where d.state = 'leased') as leased,
             count(*) filter (where d.state = 'uncertain') as uncertain,
             count(*) filter (where d.state = 'waiting') as waiting,
             count(*) filter (where d.state = 'done') as done
        from dial_units d where d.campaign = c.id) u
    cross join lateral (
      -- Units of staff alone; one that staff shares with voters is the voters'.
      select count(*) as units,
             count(*) filter (where d.state = 'ready') as ready,
             count(*) filter (where d.state = 'leased') as leased,
             count(*) filter (where d.state = 'uncertain') as uncertain,
             count(*) filter (where d.state = 'waiting') as waiting,
             count(*) filter (where d.state = 'done') as done
        from dial_units d
       where d.campaign = c.id
         and d.id in (select p.unit from staff_numbers s join contacts p on p.number_key = s.number_key
                        join lists l on l.id = p.list and l.rehearsal)
         and not exists (select from contacts v join lists l on l.id = v.list and not l.rehearsal
                          where v.unit = d.id)) t
    cross join lateral (
      select count(*) as dials,
             count(*) filter (where w.result = 'answered') as answered,
             coalesce(sum(extract(epoch from w.ended_at - w.answered_at))
               filter (where w.answered_at is not null), 0)::bigint as talk_seconds,
             max(w.received_at) as last_report_at
        from voter_calls w where w.campaign = c.id) r;

-- After a pause or a stop: the desks that have not said they know, and until when each could still begin a call, by
-- its permit and its leases, whichever ends first. A moment that has passed means: not any more.
create view may_still_call as
  select c.id as campaign, s.id as station, s.desk,
         coalesce((s.last_status ->> 'online')::boolean, false) as online, s.last_seen,
         l.leases, least(s.permit_until, l.until) as until
    from campaigns c
    join (select campaign, station, count(*) as leases,
                 max(term_from + ttl_seconds * interval '1 second') as until
            from leases where state <> 'uncertain' group by campaign, station) l on l.campaign = c.id
    join stations s on s.id = l.station
   where c.state <> 'running'
     and (s.last_status ->> 'campaign' = c.id and (s.last_status ->> 'campaignVersion')::integer >= c.version)
         is not true;

-- What allowed each call: its lease, and the campaign and the rules as they stood when that was granted.
create view dial_rulings as
  select r.call, r.campaign, r.station, r.desk, r.volunteer, r.contact, r.mode, r.pressed_at, r.invited_at, r.result,
         r.lease, g.at as granted_at, v.version as campaign_version, r.script as script_version, v.rehearsal,
         g.rules_version
    from winning_reports r
    join lease_log g on g.lease = r.lease and g.event = 'granted'
    left join lateral (
      select version, rehearsal from campaign_versions v
       where v.campaign = r.campaign and v.at <= g.at order by version desc limit 1) v on true;

-- A call may end after its person was forgotten: its report comes without words then.
create function keep_no_words() returns trigger language plpgsql as $$
begin
  if exists (select from contacts c where c.num = contact_num(new.contact) and c.erased_at is not null) then
    return without_words(new);
  end if;
  return new;
end $$;
create trigger reports_of_the_erased before insert on reports
  for each row execute function keep_no_words();
