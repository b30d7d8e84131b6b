/** A part of the order of arrival: from `first` until before `end`. */
export interface Span {
  first: number;
  end: number;
}

/** That of all there is which comes before one place, or after another. */
export const spanOf = (all: Span, { before = Infinity, after = -1 }: { before?: number | undefined; after?: number | undefined }): Span => ({
  first: Math.max(all.first, after + 1),
  end: Math.min(all.end, before),
});

/** What is looked for, and how. */
export interface Look extends Span {
  /** Places that are looked at in one go. */
  chunk: number;
  /** Rows that are enough. */
  size: number;
  /** Whether it begins with the oldest. */
  forward?: boolean;
}

/** Looks for rows in pieces, since what is asked for may be rare and a log is long: no piece takes long, and other work goes on between. */
export async function readInPieces<Row>({ first, end, chunk, size, forward = false }: Look, read: (piece: Span, size: number) => Promise<Row[]>): Promise<Row[]> {
  const found: Row[] = [];
  for (let done = 0; first + done < end && found.length < size; done += chunk) {
    const piece = forward ? { first: first + done, end: Math.min(first + done + chunk, end) } : { first: Math.max(end - done - chunk, first), end: end - done };
    found.push(...(await read(piece, size - found.length)));
  }
  return found;
}
