/** The author's module. */
declare module 'virtual:ecom-function' {
  const author: object;
  export = author;
}
