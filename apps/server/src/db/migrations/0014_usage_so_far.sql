-- Its owner sees what a slot has used before that is charged.
grant select on usage_sample to patchbay_app;
