/**
 * Loads another of our drop-in scripts from beside this one. As a module: so it has the nonce of the script that asks, needs no
 * policy for trusted types, and what stands on another host needs that host's leave (CORS). From modules there is nothing
 * beside them; whoever uses them imports what it is.
 */
export function loadBeside(name: string): void {
  import(/* @vite-ignore */ `./${name}.js`).catch(() => console.error(`ecom-events: there is no ${name}.js beside this script`));
}
