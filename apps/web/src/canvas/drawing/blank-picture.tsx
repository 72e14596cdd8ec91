import { IconBox, IconServer2, IconSitemap, IconStack2 } from '@tabler/icons-react';
import { blankText } from '../../messages/designs.ts';
import classes from './blank-picture.module.css';

/** How a drawing begins: a machine, a system in it, software on that, and a network beside it. */
export function BlankPicture() {
  return (
    <div className={classes.blank}>
      <div className={classes.dashed}>
        <span>
          <IconServer2 size={14} color="var(--fam-hardware)" />
          {blankText.machine}
        </span>
        <div className={classes.dashed}>
          <span>
            <IconStack2 size={14} color="var(--fam-os)" />
            {blankText.system}
          </span>
          <div className={classes.dashed}>
            <span>
              <IconBox size={14} color="var(--fam-software)" />
              {blankText.software}
            </span>
          </div>
        </div>
      </div>
      <i />
      <div className={classes.dashed}>
        <span>
          <IconSitemap size={14} color="var(--fam-network)" />
          {blankText.network}
        </span>
      </div>
    </div>
  );
}
