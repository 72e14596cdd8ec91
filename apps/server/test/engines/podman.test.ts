import { engineBench } from './bench.ts';
import { driverContract } from './contract.ts';

driverContract('Podman', true, () => engineBench('podman'));
