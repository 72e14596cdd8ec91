import { useQuery } from '@tanstack/react-query';
import { trpc } from '../../../api/client.ts';

const REFRESH_MS = 15_000;

/** The invoice of a month, whole; `none` once it is known that there is none. */
export function useInvoice(period: string) {
  const list = useQuery({ ...trpc.invoices.list.queryOptions(), refetchInterval: REFRESH_MS });
  const id = list.data?.find((row) => row.period === period)?.id;
  const invoice = useQuery({
    ...trpc.invoices.get.queryOptions({ id: id ?? '' }),
    enabled: id !== undefined,
    refetchInterval: REFRESH_MS,
  });
  return {
    invoice: invoice.data,
    none: list.data !== undefined && id === undefined,
    error: list.error ?? invoice.error,
    refetch: () => void list.refetch(),
  };
}
