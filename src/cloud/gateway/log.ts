/** How bad it is. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a line of the log may say besides its message: never a payload. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Writes one line. */
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void;

const levels: readonly LogLevel[] = ['debug', 'info', 'warn', 'error'];

/** Names of fields that are never written. */
const secretName = /secret|token|password|authori|cookie|signature|e-?mail|phone|mobile/i;

/** What looks like a secret or an address inside a text: our keys, `Basic …`, `Bearer …`, e-mail addresses. */
const secretText = /\b(?:whsec|admin|browser|pk|sk)_[\w+/=-]{8,}|\b(?:basic|bearer)\s+[\w+/=.-]+|\b(?:writeKey|key|token)=[^&\s]+|[^\s@"']+@[^\s@"']+\.\w+/gi;

/** A text without what looks like a secret or personal data; no longer than a line should be. */
export const redact = (text: string): string => text.slice(0, 2000).replace(secretText, '[redacted]');

/** A log of JSON lines, from `least` on. */
export function jsonLog(write: (line: string) => void, least: LogLevel = 'info'): Log {
  return (level, message, fields = {}) => {
    if (levels.indexOf(level) < levels.indexOf(least)) return;
    const safe = Object.entries(fields).map(([name, value]) => [
      name,
      secretName.test(name) ? '[redacted]' : typeof value === 'string' ? redact(value) : value,
    ]);
    write(JSON.stringify({ at: new Date().toISOString(), level, message: redact(message), ...Object.fromEntries(safe) }));
  };
}

/** What an error says, for the log and for answers of the admin API. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
