-- Machines that were made before their specs named interfaces, services and mounts: read as machines that have none.
update simulator.resource
   set spec = '{"interfaces": [], "services": [], "mounts": [], "names": [], "hostname": "", "image": null}'::jsonb || spec
 where form = 'machine' and not spec ? 'interfaces';
--> statement-breakpoint
-- Private addresses are of numbered ranges now, and are given anew where there is none.
delete from address a where not exists (select 1 from address_range r where r.environment_id = a.environment_id and r.network = a.network);
