export const operatorText = {
  pages: 'Pages of the operator',
  hosts: 'All hosts',
  maintenance: 'Maintenance',
  filter: 'Filter, choose columns, download',
};
