export const operatorText = {
  pages: 'Pages of the operator',
  hosts: 'All hosts',
  inventory: 'Inventory',
  pools: 'Pools',
  maintenance: 'Maintenance',
  demand: 'Unmet demand',
  prices: 'Prices',
  catalog: 'Catalog',
  architecture: 'Architecture tiers',
  demandLately: 'Demand not met, 7 days',
  tiers: 'Tiers of the platform',
  filter: 'Filter, choose columns, download',
};
