export const operatorText = {
  pages: 'Pages of the operator',
  hosts: 'All hosts',
  filter: 'Filter, choose columns, download',
};
