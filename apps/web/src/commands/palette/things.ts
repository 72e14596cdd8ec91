import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  IconActivity,
  IconBuilding,
  IconBuildingStore,
  IconServer,
  IconSitemap,
  IconStack2,
} from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { trpc } from '../../api/client.ts';
import type { Me } from '../../api/types.ts';
import { commandsText } from '../../messages/frame/commands.ts';
import { designsText } from '../../messages/designs.ts';
import { environmentStatus } from '../../messages/status.ts';
import { itemText } from '../../messages/market/item.ts';
import { paths } from '../../paths.ts';
import type { Command } from '../command.ts';
import type { CommandGroup } from './find.ts';

/** A palette that is opened twice in a row shows at once what it knew. */
const FRESH_MS = 30_000;

type Going = Omit<Command, 'run'> & { readonly to: string };

/** Designs, environments, abstractions and templates by name; for an operator sites and hosts as well. */
export function useThings({ account, operator }: Me, query: string): CommandGroup[] {
  const navigate = useNavigate();
  const group = (title: string, things: readonly Going[]): CommandGroup => ({
    title,
    commands: things.map(({ to, ...command }) => ({ ...command, run: () => void navigate(to) })),
  });
  const mine = useMine(account !== null);
  const { sites, hosts } = useCapacity(operator);
  return [
    group(commandsText.designs, mine.designs),
    group(commandsText.environments, mine.environments),
    group(commandsText.abstractions, mine.abstractions),
    group(commandsText.templates, useTemplates(account !== null, query)),
    group(commandsText.sites, sites),
    group(commandsText.hosts, hosts),
  ];
}

function useMine(enabled: boolean) {
  const staleTime = FRESH_MS;
  const designs = useQuery({ ...trpc.designs.list.queryOptions(), enabled, staleTime });
  const environments = useQuery({ ...trpc.environments.list.queryOptions(), enabled, staleTime });
  const library = useQuery({ ...trpc.abstractions.library.queryOptions(), enabled, staleTime });
  return {
    designs: (designs.data ?? []).map(
      ({ id, name, revision }): Going => ({
        id: `design ${id}`,
        label: name,
        icon: IconSitemap,
        note: designsText.revision(revision),
        to: paths.design(id),
      }),
    ),
    environments: (environments.data ?? []).map(
      (row): Going => ({
        id: `environment ${row.id}`,
        label: row.name,
        icon: IconActivity,
        note: environmentStatus(row).word,
        to: paths.environment(row.id),
      }),
    ),
    abstractions: (library.data?.abstractions ?? []).flatMap(({ id, name, sourceDesignId }): Going[] =>
      sourceDesignId === null
        ? []
        : [{ id: `abstraction ${id}`, label: name, icon: IconStack2, to: paths.design(sourceDesignId) }],
    ),
  };
}

const ANYTHING = {
  contents: [],
  systems: [],
  soon: null,
  publishers: [],
  maxPerHourMicros: null,
  sort: 'name',
  page: 0,
} as const;

/** The server looks through the market, which may be large. */
function useTemplates(enabled: boolean, query: string): Going[] {
  const text = query.trim();
  const { data } = useQuery({
    ...trpc.market.search.queryOptions({ ...ANYTHING, contents: [], systems: [], publishers: [], text }),
    enabled: enabled && text !== '',
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  });
  if (text === '') return [];
  return (data?.offers ?? []).map(({ type, name, publisher, semver }) => ({
    id: `template ${type}`,
    label: name,
    icon: IconBuildingStore,
    note: itemText.by(publisher, semver),
    to: paths.template(type),
  }));
}

function useCapacity(enabled: boolean): { sites: Going[]; hosts: Going[] } {
  const { data } = useQuery({
    ...trpc.dataCenter.overview.queryOptions(),
    enabled,
    staleTime: FRESH_MS,
  });
  const sites = data?.sites ?? [];
  return {
    sites: sites.map(({ id, name }) => ({
      id: `site ${id}`,
      label: name,
      icon: IconBuilding,
      to: paths.dataCenter({ site: id }),
    })),
    hosts: sites.flatMap(({ name: site, racks }) =>
      racks
        .flatMap(({ hosts }) => hosts)
        .map(({ id, name }) => ({
          id: `host ${id}`,
          label: name,
          icon: IconServer,
          note: site,
          to: paths.dataCenter({ host: id }),
        })),
    ),
  };
}
