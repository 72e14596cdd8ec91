import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';
import type { Invoice } from '../../../api/types.ts';

export const REFRESH_MS = 15_000;

/** A final one never changes, so it is not asked for again. */
const refreshMs = (state: Invoice['state'] | undefined) => (state === 'final' ? false : REFRESH_MS);

/** One invoice, whole; nothing is asked while its id is not known. */
export function useInvoice(id: string | undefined) {
  return useQuery({
    ...trpc.invoices.get.queryOptions({ id: id ?? '' }),
    enabled: id !== undefined,
    refetchInterval: ({ state }) => refreshMs(state.data?.state),
  });
}

/** The invoice of a month; `none` once it is known that there is none. */
export function useInvoiceOf(period: string) {
  const rowOf = (rows: readonly Pick<Invoice, 'id' | 'period' | 'state'>[] | undefined) =>
    rows?.find((row) => row.period === period);
  const list = useQuery({
    ...trpc.invoices.list.queryOptions(),
    refetchInterval: ({ state }) => refreshMs(rowOf(state.data)?.state),
  });
  const id = rowOf(list.data)?.id;
  const invoice = useInvoice(id);
  return {
    invoice: invoice.data,
    none: list.data !== undefined && id === undefined,
    error: list.error ?? invoice.error,
    refetch: () => {
      void list.refetch();
      if (id !== undefined) void invoice.refetch();
    },
  };
}
