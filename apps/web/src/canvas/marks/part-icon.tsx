import type { ComponentType, Family } from '@patchbay/catalog';
import {
  IconBolt,
  IconBrandNodejs,
  IconCompass,
  IconDatabase,
  IconDeviceDesktop,
  IconFileText,
  IconHexagonLetterN,
  IconKey,
  IconPackage,
  IconQuestionMark,
  IconServer,
  IconSitemap,
  IconStack2,
  IconTable,
  IconWorld,
  IconWorldWww,
  type Icon,
} from '@tabler/icons-react';
import classes from './part-icon.module.css';

/** The icons that the catalog may name; anything else gets its family's. */
const BY_NAME: Readonly<Record<string, Icon>> = {
  server: IconServer,
  'device-desktop': IconDeviceDesktop,
  stack: IconStack2,
  bolt: IconBolt,
  world: IconWorld,
  'world-www': IconWorldWww,
  'file-text': IconFileText,
  compass: IconCompass,
  switch: IconSitemap,
  database: IconDatabase,
  'hexagon-letter-n': IconHexagonLetterN,
  'brand-nodejs': IconBrandNodejs,
  table: IconTable,
  key: IconKey,
  'question-mark': IconQuestionMark,
};

const BY_FAMILY: Readonly<Record<Family, Icon>> = {
  hardware: IconServer,
  client: IconDeviceDesktop,
  os: IconStack2,
  software: IconPackage,
  network: IconSitemap,
  storage: IconDatabase,
};

export function PartIcon({ type, size = 16 }: { type: ComponentType; size?: number }) {
  if (type.layer === 'abstraction')
    return <IconStack2 size={size} stroke={1.5} aria-hidden className={classes.abstraction} />;
  const Shape = BY_NAME[type.icon] ?? BY_FAMILY[type.family];
  return <Shape size={size} stroke={1.5} aria-hidden className={classes.icon} data-family={type.family} />;
}
