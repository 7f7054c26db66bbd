-- What changed between two revisions is looked for in every table of facts; of a large register it is a small part.
create index actor_recorded on register.actor (recorded_from);
create index actor_closed on register.actor (recorded_to) where recorded_to is not null;
create index cooperation_recorded on register.cooperation (recorded_from);
create index cooperation_closed on register.cooperation (recorded_to) where recorded_to is not null;
create index agreement_recorded on register.agreement (recorded_from);
create index agreement_closed on register.agreement (recorded_to) where recorded_to is not null;
create index event_recorded on register.event (recorded_from);
create index event_closed on register.event (recorded_to) where recorded_to is not null;
create index reason_recorded on register.reason (recorded_from);
create index reason_closed on register.reason (recorded_to) where recorded_to is not null;
create index source_recorded on evidence.source (recorded_from);
create index source_closed on evidence.source (recorded_to) where recorded_to is not null;
create index citation_recorded on evidence.citation (recorded_from);
create index citation_closed on evidence.citation (recorded_to) where recorded_to is not null;
