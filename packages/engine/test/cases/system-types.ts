import { towers, type TypeCases } from './type-case.ts';

/** Each operating system on a processor that it runs on, and on one that it does not. */
export const SYSTEM_TYPES: TypeCases = {
  'debian-12': towers('server-x86-64 / debian-12', 'server-sparc64 / debian-12', 'ARCH-1'),
  'debian-11': towers('server-arm64 / debian-11', 'x86-pc / debian-11', 'ARCH-1'),
  'debian-13': towers('board-arm64 / debian-13', 'workstation-sparc64 / debian-13', 'ARCH-1'),
  'ubuntu-22-04': towers('server-arm64 / ubuntu-22-04', 'server-sparc64 / ubuntu-22-04', 'ARCH-1'),
  'ubuntu-24-04': towers('laptop / ubuntu-24-04', 'x86-pc / ubuntu-24-04', 'ARCH-1'),
  'alpine-3-20': towers('x86-pc / alpine-3-20', 'server-sparc64 / alpine-3-20', 'ARCH-1'),
  'rocky-9': towers('server-large-x86-64 / rocky-9', 'x86-pc / rocky-9', 'ARCH-1'),
  'red-hat-7': towers('x86-pc / red-hat-7', 'server-arm64 / red-hat-7', 'ARCH-1'),
  'freebsd-14': towers('server-small-x86-64 / freebsd-14', 'server-sparc64 / freebsd-14', 'ARCH-1'),
  'windows-98': towers('x86-pc / windows-98', 'server-sparc64 / windows-98', 'ARCH-1'),
  'windows-nt-4': towers('x86-pc / windows-nt-4', 'server-arm64 / windows-nt-4', 'ARCH-1'),
  'windows-2000': towers('x86-pc / windows-2000', 'workstation-sparc64 / windows-2000', 'ARCH-1'),
  'windows-xp': towers('laptop / windows-xp', 'board-arm64 / windows-xp', 'ARCH-1'),
  'windows-server-2019': towers(
    'server-x86-64 / windows-server-2019',
    'server-arm64 / windows-server-2019',
    'ARCH-1',
  ),
  'windows-server-2022': towers(
    'server-x86-64 / windows-server-2022',
    'x86-pc / windows-server-2022',
    'ARCH-1',
  ),
  'solaris-8': towers('server-sparc64 / solaris-8', 'server-x86-64 / solaris-8', 'ARCH-1'),
  'solaris-9': towers('workstation-sparc64 / solaris-9', 'x86-pc / solaris-9', 'ARCH-1'),
  'solaris-10': towers('server-x86-64 / solaris-10', 'x86-pc / solaris-10', 'ARCH-1'),
  'palm-os-5': towers('pda / palm-os-5', 'phone / palm-os-5', 'ARCH-1'),
  'android-14': towers('phone / android-14', 'board-arm64 / android-14', 'ARCH-1'),
};
