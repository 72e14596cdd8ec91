import fs from 'node:fs';
import path from 'node:path';

/**
 * Keeps beside the data which engines this world was on, since a reset deletes the database and finds no engine without
 * it (`reset.mjs`). Only what was spoken to can hold anything.
 * @returns notes an address; one that is known costs nothing
 */
export function engineNotes(dataDir: string, owner: string): (address: string) => void {
  const file = path.join(dataDir, 'engines.json');
  const known = new Set(readNotes(file, owner));
  return (address) => {
    if (known.has(address)) return;
    known.add(address);
    // Written aside and renamed: a reader never sees half of it.
    fs.writeFileSync(`${file}.${process.pid}`, JSON.stringify({ owner, addresses: [...known] }), {
      mode: 0o600,
    });
    fs.renameSync(`${file}.${process.pid}`, file);
  };
}

/** Of another world in the same place there is nothing to keep. */
function readNotes(file: string, owner: string): string[] {
  try {
    const notes = JSON.parse(fs.readFileSync(file, 'utf8')) as { owner: string; addresses: string[] };
    return notes.owner === owner ? notes.addresses : [];
  } catch {
    return [];
  }
}
