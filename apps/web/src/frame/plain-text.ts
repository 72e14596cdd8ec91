/** What a browser asks whether a text may become markup (Trusted Types); others have none of it. */
interface Policies {
  createPolicy(name: 'default', rules: { createHTML: (text: string) => string | null }): unknown;
}

/**
 * Text becomes markup nowhere in the web app. The component library writes its styles in that way, and nothing in them
 * opens a tag: whatever does is refused, and so is every text that would become script.
 */
export function keepTextPlain(): void {
  const { trustedTypes } = globalThis as { trustedTypes?: Policies };
  trustedTypes?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) });
}
