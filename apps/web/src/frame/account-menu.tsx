import { useMe } from '../api/session.ts';
import { frameText } from '../messages/frame.ts';
import { useLate } from '../ui/late/use-late.ts';
import { useMenuButton } from '../ui/late/use-menu-button.ts';
import classes from './frame.module.css';

export function AccountMenu() {
  const { person } = useMe();
  const [dropdown, ask] = useLate(() => import('./account-dropdown.tsx'));
  const { place, button } = useMenuButton(dropdown !== null, ask);
  if (!person) return null;
  return (
    <>
      <button
        type="button"
        className={classes.avatar}
        aria-label={frameText.accountMenu(person.name)}
        {...button}
      >
        {initials(person.name)}
      </button>
      {dropdown && place && <dropdown.AccountDropdown place={place} />}
    </>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).flatMap((word) => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? []);
  return [words[0], ...words.slice(1).slice(-1)].join('').toUpperCase();
}
