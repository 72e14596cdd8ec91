import { copies, installedOn, type Copy, type DesignModel } from '@patchbay/engine/design';
import type { KeptDataDto } from './dto.ts';

/** What of an environment outlives its slots, by name and in the order of the drawing. */
export function dataOf(model: DesignModel, volumes: readonly Copy[]): KeptDataDto[] {
  const found = new Set(volumes.map(({ component, idx }) => `${component} ${idx}`));
  return model.parts
    .filter(({ type }) => type.hostedOn === null)
    .flatMap((part) => {
      const { id: component, name } = part.component;
      const folders = installedOn(model, part).flatMap(({ part: software, install }) =>
        install.keeps === null ? [] : [{ software: software.component, folder: install.keeps }],
      );
      const all = copies(model, part);
      return Array.from({ length: all }, (_, idx) => {
        const own = { component, idx, name, several: all > 1 };
        const disk = found.has(`${component} ${idx}`) ? [{ ...own, folder: null }] : [];
        return [
          ...disk,
          ...folders
            // Of several copies on one machine the first one keeps the folder of all.
            .filter(({ software }) => found.has(`${software.id} ${idx * software.count}`))
            .map(({ folder }) => ({ ...own, folder })),
        ];
      }).flat();
    });
}
