import { Button, Checkbox, Group, Switch } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ALERT_PERCENTS, MAX_BUDGET_MICROS, type AlertPercent } from '@patchbay/engine/invoicing';
import { MICROS_PER_MINOR, MICROS_PER_UNIT } from '@patchbay/engine/money';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { trpc } from '../../../api/client.ts';
import { failureOf } from '../../../api/errors.ts';
import { useNoSpending } from '../../../api/may.ts';
import type { Budget } from '../../../api/types.ts';
import { budgetText } from '../../../messages/money/budget.ts';
import { ErrorNotice } from '../../../ui/feedback/error-notice.tsx';
import { AmountField, isAmount } from '../../../ui/form/amount-field.tsx';
import { ReasonedButton } from '../../../ui/form/reasoned-button.tsx';
import { sign } from '../../../ui/format/money.ts';
import { Dialog } from '../../../ui/layout/dialog.tsx';
import classes from './budget.module.css';

const CENTS = 100;
const MOST = MAX_BUDGET_MICROS / MICROS_PER_UNIT;

/** What is in the form, and saving it. */
function useBudgetForm(budget: Budget, onClose: () => void) {
  const queries = useQueryClient();
  const [amount, setAmount] = useState<number | string>(budget.amountMicros / MICROS_PER_UNIT);
  const [alerts, setAlerts] = useState<readonly AlertPercent[]>(budget.alerts);
  const [hardCap, setHardCap] = useState(budget.hardCap);
  const [told, setTold] = useState(budget.isDefault ? [] : budget.told.map(({ personId }) => personId));
  const save = useMutation({
    ...trpc.budgets.set.mutationOptions(),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: trpc.budgets.pathKey() }),
        queries.invalidateQueries({ queryKey: trpc.usage.pathKey() }),
      ]);
      notifications.show({ message: budgetText.saved });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isAmount(amount, 0, MOST)) return;
    const amountMicros = Math.round(amount * CENTS) * MICROS_PER_MINOR;
    save.mutate({ amountMicros, alerts: [...alerts], hardCap, told });
  };
  return { amount, setAmount, alerts, setAlerts, hardCap, setHardCap, told, setTold, save, submit };
}

/** Changes the budget of the channel, from now on. */
export function BudgetDialog({ budget, onClose }: { budget: Budget; onClose: () => void }) {
  const { amount, alerts, hardCap, told, save, ...form } = useBudgetForm(budget, onClose);
  return (
    <Dialog
      title={budgetText.dialog}
      onClose={onClose}
      closeButtonProps={{ 'aria-label': budgetText.cancel }}
    >
      <form className={classes.form} onSubmit={form.submit} noValidate>
        <AmountField
          data-autofocus
          label={budgetText.amount(sign(budget.currency))}
          value={amount}
          least={0}
          most={MOST}
          problem={budgetText.amountProblem}
          asked
          decimalScale={2}
          fixedDecimalScale
          thousandSeparator=","
          onChange={form.setAmount}
        />
        <Switch
          label={budgetText.hardCap}
          description={hardCap ? budgetText.hardCapOn : budgetText.hardCapOff}
          checked={hardCap}
          onChange={(event) => form.setHardCap(event.currentTarget.checked)}
        />
        <Checkbox.Group
          label={budgetText.alerts}
          value={alerts.map(String)}
          onChange={(values) =>
            form.setAlerts(ALERT_PERCENTS.filter((percent) => values.includes(String(percent))))
          }
        >
          <Group gap="md">
            {ALERT_PERCENTS.map((percent) => (
              <Checkbox key={percent} value={String(percent)} label={budgetText.percent(percent)} />
            ))}
          </Group>
        </Checkbox.Group>
        <Told told={told} onChange={form.setTold} />
        {save.error && <ErrorNotice error={save.error} instead={{ CONFLICT: tooLow(save.error) }} />}
        <div className={classes.actions}>
          <Button variant="default" onClick={onClose}>
            {budgetText.cancel}
          </Button>
          <ReasonedButton type="submit" reason={useNoSpending()} loading={save.isPending}>
            {budgetText.save}
          </ReasonedButton>
        </div>
      </form>
    </Dialog>
  );
}

/** Below what was charged already, or below what every month begins with. */
function tooLow(error: unknown) {
  return failureOf(error).issues.includes('below-fee') ? budgetText.belowFee : budgetText.belowSpent;
}

function Told({ told, onChange }: { told: readonly string[]; onChange: (told: string[]) => void }) {
  const members = useQuery(trpc.members.list.queryOptions());
  if (members.error && !members.data)
    return <ErrorNotice error={members.error} onRetry={() => void members.refetch()} />;
  return (
    <Checkbox.Group
      label={budgetText.whoIsTold}
      description={told.length === 0 ? budgetText.whoDefault : undefined}
      value={[...told]}
      onChange={onChange}
    >
      {(members.data ?? []).map(({ personId, name }) => (
        <Checkbox key={personId} value={personId} label={name} />
      ))}
    </Checkbox.Group>
  );
}
