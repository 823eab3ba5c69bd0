create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;

create trigger lease_log_is_append_only before update or delete on lease_log
  for each row execute function refuse_change();
create trigger audit_is_append_only before update or delete on audit
  for each row execute function refuse_change();
create trigger reports_are_append_only before update or delete on reports
  for each row execute function refuse_change();

-- May this contact be called at all, now or later? The account's opt-outs and bad numbers say.
create function is_callable(contact_id text, key bytea) returns boolean language sql stable as $$
  select not exists (select from opt_outs o where o.number_key = key)
     and not exists (select from bad_numbers b where b.number_key = key and b.contact in ('', contact_id))
$$;

-- Chooses who of each unit is called next, on which number and when. Units that are leased or uncertain keep their
-- state: their station has the word. The one place that decides it; imports, reports, skips and opt-outs all end here.
create function refresh_units(units bigint[], at timestamptz) returns void language sql as $$
  -- A number that is no use any more gives way to the person's next one.
  update contacts c
     set phone = b.phone, number_type = b.number_type, number_key = b.number_key, time_zone = b.time_zone,
         corner = b.corner
    from (select distinct on (o.num) o.num, n.phone, n.number_type, n.number_key, n.time_zone, n.corner
            from contacts o
            join contact_numbers n on n.contact = o.num
           where o.unit = any (units) and o.state = 'open'
             and not is_callable(o.id, o.number_key) and is_callable(o.id, n.number_key)
           order by o.num, n.place) b
   where b.num = c.num;

  update dial_units u
     set contact = n.contact,
         rank = case when n.callback_at is not null then 0 else 1 end,
         corner = coalesce(n.corner, u.corner),
         due_at = case when n.contact is not null and n.due_at > refresh_units.at then n.due_at end,
         state = case when n.contact is null then 'done'
                      when n.due_at <= refresh_units.at then 'ready'
                      else 'waiting' end
    from (select w.id as unit, c.num as contact, c.corner, c.callback_at,
                 greatest(c.due_at, w.rest_until) as due_at
            from dial_units w
            left join lateral (
              select * from contacts c
               where c.unit = w.id and c.state = 'open' and is_callable(c.id, c.number_key)
               order by c.due_at, c.tries, c.num
               limit 1) c on true
           where w.id = any (units)) n
   where u.id = n.unit and u.state not in ('leased', 'uncertain');
$$;

create view winning_reports as
  select distinct on (call) * from reports order by call, revision desc;

-- From when to when a lease excluded others from a key. `to` is empty while it still does.
create view lease_spans as
  select g.lease, encode(k.key, 'hex') as key, g.station, g.contact, g.campaign, g.seq,
         g.at as "from", e.at as "to", e.reason
    from lease_log g
    cross join lateral unnest(g.keys) k (key)
    left join lease_log e on e.lease = g.lease and e.event = 'ended'
   where g.event = 'granted';

create view campaign_figures as
  select c.id as campaign, c.state, c.version,
         (select count(*) from contacts p where p.campaign = c.id) as contacts,
         u.units, u.ready, u.leased, u.uncertain, u.waiting, u.done,
         r.dials, r.answered, r.talk_seconds, r.last_report_at
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
      select count(*) as dials,
             count(*) filter (where w.result = 'answered') as answered,
             coalesce(sum(extract(epoch from w.ended_at - w.answered_at))
               filter (where w.answered_at is not null), 0)::bigint as talk_seconds,
             max(w.received_at) as last_report_at
        from winning_reports w where w.campaign = c.id) r;
