import { easyWordProcessing } from './abstractions/easy-word-processing.ts';
import { catalog, type Catalog } from './catalog.ts';
import { x86Pc } from './types/client/x86-pc.ts';
import { serverArm64 } from './types/hardware/server-arm64.ts';
import { serverSparc64 } from './types/hardware/server-sparc64.ts';
import { serverX8664 } from './types/hardware/server-x86-64.ts';
import { internetGateway } from './types/network/internet-gateway.ts';
import { switch64 } from './types/network/switch-64.ts';
import { debian12 } from './types/os/debian-12.ts';
import { solaris8 } from './types/os/solaris-8.ts';
import { windows2000 } from './types/os/windows-2000.ts';
import { windows98 } from './types/os/windows-98.ts';
import { windowsNt4 } from './types/os/windows-nt-4.ts';
import { apache24 } from './types/software/apache-2-4.ts';
import { navigator4 } from './types/software/navigator-4.ts';
import { nginx122 } from './types/software/nginx-1-22.ts';
import { nodejs18 } from './types/software/nodejs-18.ts';
import { postgresql15 } from './types/software/postgresql-15.ts';
import { redis7 } from './types/software/redis-7.ts';
import { squid4 } from './types/software/squid-4.ts';
import { squid5 } from './types/software/squid-5.ts';
import { wordperfect8 } from './types/software/wordperfect-8.ts';
import { diskArray } from './types/storage/disk-array.ts';

/** Every component type and abstraction that this build ships, in palette order. Parsing it here makes a bad entry fail at start-up. */
export const shippedCatalog: Catalog = catalog.parse({
  types: [
    serverX8664,
    serverArm64,
    serverSparc64,
    x86Pc,
    debian12,
    windows98,
    windowsNt4,
    windows2000,
    solaris8,
    apache24,
    nginx122,
    nodejs18,
    postgresql15,
    redis7,
    squid5,
    squid4,
    wordperfect8,
    navigator4,
    switch64,
    internetGateway,
    diskArray,
  ],
  abstractions: [easyWordProcessing],
});
