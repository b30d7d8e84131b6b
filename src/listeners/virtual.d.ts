/** What the Vite plugin makes of a partner's project. */
declare module 'virtual:ecom-listeners' {
  /** Name under which the bundle registers. */
  export const name: string;
  /** What the shopper has to agree to. */
  export const category: import('../events/consent.js').ConsentCategory;
  export const files: readonly import('./read-listeners.js').ListenerFile[];
}

/** The catalogue, for the page of `npm run dev`. */
declare module 'virtual:ecom-listeners/catalogue' {
  export const catalogue: readonly Pick<import('../events/catalogue.js').EventDefinition, 'name' | 'family' | 'description' | 'example'>[];
}
