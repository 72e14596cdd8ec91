import { Button, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { addHostText } from '../../../messages/hosts.ts';
import { useRefocus } from '../../../ui/layout/use-refocus.ts';
import { isAddress, SOCKETS } from './new-host.ts';
import classes from './add-host.module.css';

interface AddressFormProps {
  pending: boolean;
  refused: boolean;
  /** There is an answer, so the next main step is another one. */
  done: boolean;
  onChange: () => void;
  onProbe: (address: string) => void;
}

/** The address of an engine; the usual ones are a press away. */
export function AddressForm({ pending, refused, done, onChange, onProbe }: AddressFormProps) {
  const [address, setAddress] = useState('');
  const [wrong, setWrong] = useState(false);
  // What was refused is corrected in the field, not at the button.
  const field = useRefocus<HTMLInputElement>(refused);
  const change = (next: string) => {
    setAddress(next);
    setWrong(false);
    onChange();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const asked = address.trim();
    setWrong(!isAddress(asked));
    if (isAddress(asked)) onProbe(asked);
    else field.current?.focus();
  };
  const button = (
    <Button type="submit" variant={done ? 'default' : 'filled'} loading={pending}>
      {addHostText.probe}
    </Button>
  );
  return (
    <form onSubmit={submit} noValidate aria-label={addHostText.engine}>
      <TextInput
        ref={field}
        label={addHostText.address}
        description={addHostText.addressHint}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        maxLength={200}
        value={address}
        error={wrong ? addHostText.addressWrong : undefined}
        readOnly={pending}
        classNames={{ input: classes.mono }}
        inputContainer={beside(button)}
        onChange={(event) => change(event.currentTarget.value)}
      />
      <div className={classes.suggestions} role="group" aria-label={addHostText.suggestions}>
        {SOCKETS.map((socket) => (
          <Button
            key={socket}
            size="xs"
            variant="default"
            disabled={pending}
            onClick={() => {
              change(socket);
              field.current?.focus();
            }}
          >
            <span className={classes.mono}>{socket}</span>
          </Button>
        ))}
      </div>
    </form>
  );
}

/** Next to the input itself, however many lines stand above and below it. */
function beside(button: ReactNode) {
  return (input: ReactNode) => (
    <div className={classes.addressRow}>
      {input}
      {button}
    </div>
  );
}
