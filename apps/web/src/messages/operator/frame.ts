export const operatorText = {
  pages: 'Pages of the operator',
  hosts: 'All hosts',
  maintenance: 'Maintenance',
  demand: 'Unmet demand',
  tiers: 'Tiers of the platform',
  filter: 'Filter, choose columns, download',
};
