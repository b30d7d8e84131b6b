/** Does something with a vendor's global. */
export type Use<Global> = <Answer>(use: (global: Global) => Answer) => Answer | Promise<Answer>;

/**
 * Uses a vendor's global at once where it is on the page; else when it comes, in order. Where it does not come in nine
 * seconds, the delivery has failed.
 */
export function whenThere<Global>(find: () => Global | undefined): Use<Global> {
  let waiting: Promise<Global> | undefined;
  const look = async (left: number): Promise<Global> => {
    if (!left) throw new DOMException('no vendor on the page', 'NotFoundError');
    await new Promise((resolve) => setTimeout(resolve, 250));
    return find() ?? look(left - 1);
  };
  return (use) => {
    const found = waiting ? undefined : find();
    if (found) return use(found);
    waiting ??= look(36).finally(() => (waiting = undefined));
    return waiting.then(use);
  };
}
