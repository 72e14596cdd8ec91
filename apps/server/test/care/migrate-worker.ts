import { migrate } from '../../src/db/migrate.ts';

/** A process that does what every start does first, and prints how many migrations it applied. */
console.log(await migrate(process.argv[2] ?? ''));
