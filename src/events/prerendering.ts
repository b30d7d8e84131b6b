/** Whether the browser makes this page in advance: the shopper has not asked for it yet, and perhaps never will. */
export const isPrerendering = (): boolean => !!(document as { prerendering?: boolean }).prerendering;
