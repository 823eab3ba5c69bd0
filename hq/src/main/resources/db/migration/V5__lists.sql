-- Saved filters on the people of a campaign, in the author's words; hq.lists.FilterReader reads them.
create table segments (
  campaign text not null references campaigns,
  name text not null,
  filter text not null,
  changed_at timestamptz not null,
  primary key (campaign, name)
);

-- How good a list is. `called` are people who were tried or found unreachable; a bad number is one that does not exist,
-- or is somebody else's. By list and by where the data were had from.
create view list_figures as
  with bad as (
    select c.num from bad_numbers b join contacts c on c.number_key = b.number_key where b.contact in ('', c.id)
    union
    select n.contact from bad_numbers b join contact_numbers n on n.number_key = b.number_key
     where b.contact in ('', 'c-' || n.contact))
  select l.campaign, l.id as list, l.name, l.place, l.enabled, coalesce(i.source, '') as source,
         count(*) as people,
         count(*) filter (where c.state = 'open') as open,
         count(*) filter (where c.tries > 0 or b.num is not null) as called,
         count(b.num) as bad
    from lists l
    join contacts c on c.list = l.id
    left join (
      select o.campaign, m.first_num, m.last_num, m.source from imports m join lists o on o.id = m.list) i
      on i.campaign = c.campaign and c.num between i.first_num and i.last_num
    left join bad b on b.num = c.num
   group by 1, 2, 3, 4, 5, 6;
