import type { ReactNode } from 'react';

function Icon({ size = 16, children }: { size?: number; children: ReactNode }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export function LogoIcon({ size = 22 }: { size?: number }) {
  return (
    <Icon size={size}>
      <path d="M3 5h5.500a2.500 2.500 0 0 1 0 5H3" />
      <path d="M13 3v3M13 9v4" />
      <circle cx="3" cy="5" r="1" />
      <circle cx="3" cy="10" r="1" />
    </Icon>
  );
}

export function DesignIcon() {
  return (
    <Icon>
      <rect x="2" y="2" width="5" height="4" rx="1" />
      <rect x="9" y="10" width="5" height="4" rx="1" />
      <path d="M4.500 6v6H9" />
    </Icon>
  );
}

export function MarketIcon() {
  return (
    <Icon>
      <path d="M2.500 2.500h11l.8 3.500a2 2 0 0 1-4.200.2 2.100 2.100 0 0 1-4.200 0A2 2 0 0 1 1.700 6z" />
      <path d="M3 8.500V13.500h10V8.500M6.500 13.500V10.500h3v3" />
    </Icon>
  );
}

export function ScheduleIcon() {
  return (
    <Icon>
      <rect x="2" y="3" width="12" height="11" rx="1.500" />
      <path d="M2 6.500h12M5.500 1.500v3M10.500 1.500v3" />
    </Icon>
  );
}

export function LiveIcon() {
  return (
    <Icon>
      <path d="M1.500 8.500h3l2-5.500 3 10 2-4.500h3" />
    </Icon>
  );
}

export function UsageIcon() {
  return (
    <Icon>
      <path d="M2 14V2M2 14h12" />
      <path d="M5 11V8M8 11V5M11 11V7" />
    </Icon>
  );
}

export function DataCenterIcon() {
  return (
    <Icon>
      <rect x="2.500" y="2" width="11" height="3.400" rx="1" />
      <rect x="2.500" y="6.300" width="11" height="3.400" rx="1" />
      <rect x="2.500" y="10.600" width="11" height="3.400" rx="1" />
      <path d="M5 3.700h.01M5 8h.01M5 12.300h.01" />
    </Icon>
  );
}
