import { Route, Routes } from 'react-router';
import { NoSuchPage } from '../../frame/route-problem.tsx';
import { below, paths, patterns } from '../../paths.ts';
import { PlatformLogPage } from '../account/log/log-page.tsx';
import { PeoplePage } from '../account/people-page.tsx';
import { CatalogPage } from './catalog/catalog-page.tsx';
import { DataCenterPage } from './data-center-page.tsx';
import { DemandPage } from './demand/demand-page.tsx';
import { HostPage } from './hosts/host-page.tsx';
import { InventoryPage } from './inventory/inventory-page.tsx';
import { HostsPage } from './list/hosts-page.tsx';
import { MaintenancePage } from './maintenance/maintenance-page.tsx';
import { PoolsPage } from './pools/pools-page.tsx';
import { PricesPage } from './prices/prices-page.tsx';
import { TiersPage } from './tiers/tiers-page.tsx';

/** The operator's pages: one part of the app, since whoever opens one of them opens others, and nobody else does. */
export function DataCenterRoutes() {
  const at = (path: string) => below(patterns.dataCenter, path);
  return (
    <Routes>
      <Route index element={<DataCenterPage />} />
      <Route path={at(paths.hosts())} element={<HostsPage />} />
      <Route path={at(patterns.host)} element={<HostPage />} />
      <Route path={at(paths.inventory())} element={<InventoryPage />} />
      <Route path={at(paths.pools())} element={<PoolsPage />} />
      <Route path={at(paths.maintenance())} element={<MaintenancePage />} />
      <Route path={at(paths.prices())} element={<PricesPage />} />
      <Route path={at(paths.catalog())} element={<CatalogPage />} />
      <Route path={at(paths.unmetDemand())} element={<DemandPage />} />
      <Route path={at(paths.tiers())} element={<TiersPage />} />
      <Route path={at(paths.people())} element={<PeoplePage />} />
      <Route path={at(paths.platformLog())} element={<PlatformLogPage />} />
      <Route path="*" element={<NoSuchPage />} />
    </Routes>
  );
}
