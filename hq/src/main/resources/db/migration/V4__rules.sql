-- The rules of calling, as they were put: the newest is in force. Kept for ever, so that a past call is judged by the
-- rules of its day.
create table rule_sets (
  version integer primary key,
  at timestamptz not null,
  who text not null,
  files jsonb not null                    -- text of each file, by its name
);
create trigger rule_sets_are_append_only before update or delete on rule_sets
  for each row execute function refuse_change();

alter table lease_log add column rules_version integer;   -- granted: the rule set that allowed it
