-- Saved filters on the people of a campaign, in the author's words; hq.lists.FilterReader reads them.
create table segments (
  campaign text not null references campaigns,
  name text not null,
  filter text not null,
  changed_at timestamptz not null,
  primary key (campaign, name)
);

-- How good a list is. `called` are people with a report; a bad number is one that does not exist, or is somebody
-- else's. By list and by where the data were had from.
create view list_figures as
  select l.campaign, l.id as list, l.name, l.place, l.enabled, coalesce(i.source, '') as source,
         count(*) as people,
         count(*) filter (where c.state = 'open') as open,
         count(*) filter (where c.tries > 0 or b.contact is not null) as called,
         count(b.contact) as bad
    from lists l
    join contacts c on c.list = l.id
    left join imports i on c.num between i.first_num and i.last_num
         and (select o.campaign from lists o where o.id = i.list) = c.campaign
    left join lateral (
      select b.contact from bad_numbers b
       where b.contact in ('', c.id)
         and (b.number_key = c.number_key
              or b.number_key in (select n.number_key from contact_numbers n where n.contact = c.num))
       limit 1) b on true
   group by 1, 2, 3, 4, 5, 6;
