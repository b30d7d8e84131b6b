/** What the gateway answers instead of what was asked for; 0: nobody answered. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Seconds to wait. */
    readonly retryAfter = 0,
  ) {
    super(message);
  }
}

/** Beside the page, whatever stands in front of the gateway. */
const base = new URL('admin/api/', document.baseURI);

/** A request without an answer has failed after that many milliseconds. */
const patience = 15_000;

/** The admin API, with a key that travels in a header. */
export class Api {
  constructor(private readonly key: string) {}

  /** @throws ApiError */
  get<Answer>(path: string, query: Readonly<Record<string, string | number>> = {}): Promise<Answer> {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString();
    return this.#ask(search ? `${path}?${search}` : path);
  }

  /** @throws ApiError */
  post<Answer>(path: string, body: object = {}): Promise<Answer> {
    return this.#ask(path, { method: 'POST', body: JSON.stringify(body) });
  }

  async #ask<Answer>(path: string, init: RequestInit = {}): Promise<Answer> {
    let response: Response;
    try {
      const headers = { authorization: `Bearer ${this.key}`, ...(init.body !== undefined && { 'content-type': 'application/json' }) };
      response = await fetch(new URL(path, base), { ...init, headers, credentials: 'omit', cache: 'no-store', signal: AbortSignal.timeout(patience) });
    } catch {
      throw new ApiError(0, 'no answer');
    }
    const body = (await response.json().catch(() => ({}))) as { error?: { message?: string } };
    if (!response.ok) throw new ApiError(response.status, body.error?.message ?? '', Number(response.headers.get('retry-after') ?? 0));
    return body as Answer;
  }
}

/** An id as a part of a path. */
export const inPath = (id: string | number): string => encodeURIComponent(id);
