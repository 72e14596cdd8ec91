import {
  createTheme,
  defaultVariantColorsResolver,
  type ActionIcon,
  type Button,
  type CSSVariablesResolver,
  type Drawer,
  type Input,
  type MantineColorsTuple,
  type Menu,
  type Modal,
  type Notification,
  type Paper,
  type Skeleton,
  type Tooltip,
} from '@mantine/core';
import { frameText } from '../messages/frame.ts';

/** Shades exist only because Mantine asks for ten; every colour on screen comes from the tokens below. */
const accent: MantineColorsTuple = [
  '#E8EDFD',
  '#D3DDFB',
  '#B4C4F8',
  '#93ABF6',
  '#86A2FF',
  '#5F82F1',
  '#4A70EE',
  '#3A63EC',
  '#2F5BEA',
  '#244BC9',
];

/** Greys that Mantine reads by shade, such as an input's background in the dark theme; same values as the tokens. */
const dark: MantineColorsTuple = [
  '#E8ECF2',
  '#C9D1DB',
  '#9BA6B5',
  '#6B7686',
  '#2B3440',
  '#1D242D',
  '#161B22',
  '#12171D',
  '#0E1116',
  '#0A0D11',
];
const gray: MantineColorsTuple = [
  '#F6F7F9',
  '#F0F2F5',
  '#E6EAEF',
  '#DCE1E8',
  '#DCE1E8',
  '#9AA5B4',
  '#55606F',
  '#55606F',
  '#333B47',
  '#1A1F27',
];

const ACCENT_HOVER = 'color-mix(in srgb, var(--accent) 88%, var(--text))';
const DANGER_HOVER = 'color-mix(in srgb, var(--danger) 88%, var(--text))';
const DANGER_WEAK = 'color-mix(in srgb, var(--danger) 9%, var(--surface))';

/** What a component's `extend` takes. The components themselves belong to the pages that show them, not to the theme. */
type Extension<C extends { extend: (input: never) => unknown }> = Parameters<C['extend']>[0];

/** Heights of Mantine's sizes: `xs` is the compact control, everything else the normal one. */
function controlHeight(size: unknown): string {
  return size === 'xs' ? 'var(--control-compact)' : 'var(--control)';
}

export const theme = createTheme({
  primaryColor: 'accent',
  colors: { accent, dark, gray },
  primaryShade: { light: 8, dark: 4 },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '13px', md: '13px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '20px', xl: '28px' },
  headings: {
    fontFamily: 'var(--font)',
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '20px', lineHeight: '28px' },
      h2: { fontSize: '15px', lineHeight: '20px' },
      h3: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '12px', xl: '16px' },
  defaultRadius: 'sm',
  shadows: {
    xs: 'var(--shadow-1)',
    sm: 'var(--shadow-1)',
    md: 'var(--shadow-2)',
    lg: 'var(--shadow-2)',
    xl: 'var(--shadow-2)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    if (input.variant === 'filled') {
      const danger = input.color === 'danger';
      return {
        background: danger ? 'var(--danger)' : 'var(--accent)',
        hover: danger ? DANGER_HOVER : ACCENT_HOVER,
        color: 'var(--on-accent)',
        border: '1px solid transparent',
      };
    }
    if (input.color === 'danger') {
      const framed = input.variant === 'default' || input.variant === 'outline';
      return {
        background: framed ? 'var(--surface)' : 'transparent',
        hover: DANGER_WEAK,
        color: 'var(--danger)',
        border: framed ? '1px solid var(--border)' : '1px solid transparent',
      };
    }
    if (input.variant === 'subtle') {
      return {
        background: 'transparent',
        hover: 'var(--surface-2)',
        color: input.color === 'gray' ? 'var(--text-2)' : 'var(--accent)',
        border: '1px solid transparent',
      };
    }
    return defaultVariantColorsResolver(input);
  },
  components: {
    Button: {
      defaultProps: { size: 'sm' },
      vars: (_theme, props) => ({
        root: {
          '--button-height': controlHeight(props.size),
          '--button-padding-x': props.size === 'xs' ? '10px' : '12px',
          '--button-fz': props.size === 'xs' ? '12px' : '13px',
        },
      }),
      styles: { root: { fontWeight: 500 }, section: { marginInlineEnd: 6 } },
    } satisfies Extension<typeof Button>,
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
    } satisfies Extension<typeof ActionIcon>,
    Input: {
      vars: (_theme, props) => ({
        wrapper: { '--input-height': controlHeight(props.size), '--input-fz': '13px' },
      }),
    } satisfies Extension<typeof Input>,
    InputWrapper: {
      styles: {
        label: { fontSize: 12, lineHeight: '16px', fontWeight: 400, color: 'var(--text-2)', marginBottom: 4 },
        description: { fontSize: 12, lineHeight: '16px' },
        error: { fontSize: 12, lineHeight: '16px', marginTop: 4 },
      },
    } satisfies Extension<typeof Input.Wrapper>,
    Drawer: {
      defaultProps: {
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': frameText.close },
      },
    } satisfies Extension<typeof Drawer>,
    Menu: {
      defaultProps: {
        shadow: 'md',
        radius: 'sm',
        transitionProps: { duration: 0 },
        // A presentational child is not allowed inside role=menu; the first item takes the focus instead.
        withInitialFocusPlaceholder: false,
      },
      styles: { item: { fontSize: 13, padding: '6px 8px' } },
    } satisfies Extension<typeof Menu>,
    Modal: {
      defaultProps: {
        radius: 'md',
        centered: true,
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': frameText.close },
      },
      styles: { title: { fontSize: 15, lineHeight: '20px', fontWeight: 600 } },
    } satisfies Extension<typeof Modal>,
    Notification: {
      defaultProps: { closeButtonProps: { 'aria-label': frameText.close } },
    } satisfies Extension<typeof Notification>,
    Paper: { defaultProps: { radius: 'md', withBorder: true } } satisfies Extension<typeof Paper>,
    Skeleton: { defaultProps: { radius: 'sm' } } satisfies Extension<typeof Skeleton>,
    Tooltip: {
      defaultProps: {
        openDelay: 200,
        transitionProps: { duration: 0 },
        events: { hover: true, focus: true, touch: true },
      },
      styles: { tooltip: { fontSize: 12, lineHeight: '16px' } },
    } satisfies Extension<typeof Tooltip>,
  },
});

/** Mantine's semantic variables, all mapped to the tokens, which switch with the theme by themselves. */
const shared: Record<string, string> = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-2)',
  '--mantine-color-placeholder': 'var(--text-2)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-color-success': 'var(--ok)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--surface-2)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--border)',
  '--mantine-color-disabled': 'var(--surface-2)',
  '--mantine-color-disabled-color': 'var(--text-2)',
  '--mantine-color-disabled-border': 'var(--border)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': ACCENT_HOVER,
  '--mantine-primary-color-light': 'var(--accent-weak)',
  '--mantine-primary-color-light-hover': 'var(--accent-weak)',
  '--mantine-primary-color-light-color': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-color-accent-filled': 'var(--accent)',
  '--mantine-color-accent-filled-hover': ACCENT_HOVER,
  '--mantine-color-accent-light': 'var(--accent-weak)',
  '--mantine-color-accent-light-hover': 'var(--accent-weak)',
  '--mantine-color-accent-light-color': 'var(--accent)',
  '--mantine-color-accent-outline': 'var(--accent)',
  '--mantine-color-accent-text': 'var(--accent)',
};

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: shared,
});
