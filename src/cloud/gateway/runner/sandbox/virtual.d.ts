/** The author's module. */
declare module 'virtual:ecom-function' {
  const exports: unknown;
  export = exports;
}
