import { engineBench } from './bench.ts';
import { driverContract } from './contract.ts';

driverContract('Docker', true, () => engineBench('docker'));
