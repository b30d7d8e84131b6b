import { isKind } from './entries.js';
import type { Fault } from './fault.js';
import type { Walk } from './journey.js';

/** Scripts of ours, by the names they have on a page. */
const ours = /(^|\/)ecom(\.min)?\.js([?:]|$)|ecom-events/;

/** Names that ours have, and others too: ours are meant where no tracker runs. */
const perhapsOurs = /(^|\/)(tracker|memory|salla|sources|destinations)(\.min)?\.js(\?|$)/;

const vendors = /google-analytics|googletagmanager|facebook|tiktok|snapchat|sc-static/;

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : url);

/** What is wrong with the pages themselves: scripts, tracker, elements, policy, console. */
export function gradePages(walk: Walk): Fault[] {
  const lost = [...gradeScripts(walk), ...gradePolicy(walk)];
  // What did not load defines nothing: the cause is told, not what follows from it.
  const explained = new Set(lost.flatMap(({ pages }) => pages));
  return [...lost, ...gradeTrackers(walk).filter(({ pages }) => !explained.has(pages[0]!)), ...gradeConsole(walk)];
}

function gradeTrackers({ visits }: Walk): Fault[] {
  return visits.flatMap(({ path, survey: { tracker, queued, undefinedTags } }): Fault[] => {
    const pages = [path];
    const fault = (kind: 'tracker' | 'undefined', message: string, advice: string): Fault => ({ kind, severity: 'error', message, advice, pages });
    if (undefinedTags.length) {
      const tags = undefinedTags.map((tag) => `<${tag}>`).join(', ');
      const undefinedFault = fault('undefined', `nothing defines ${tags}`, 'Load ecom.js on the page, or import the elements: ecom-events/components/…');
      if (tracker === 'running' || undefinedTags.includes('ecom-tracker')) return [undefinedFault];
    }
    if (tracker === 'waiting') return [fault('tracker', 'the tracker was never started', 'Put an <ecom-tracker> on the page, or call ecom.start().')];
    const waits = queued ? `; ${queued} ${queued === 1 ? 'event waits' : 'events wait'} for one` : '';
    return tracker === 'none' ? [fault('tracker', `there is no tracker${waits}`, 'Load ecom.js (or tracker.js) on each page, and put one <ecom-tracker> there.')] : [];
  });
}

/** Whether a script that is not there is one of ours. */
const isOurs = (address: string, page: string, { visits }: Walk): boolean =>
  ours.test(address) || (perhapsOurs.test(address) && visits.some(({ path, survey }) => path === pathOf(page) && survey.tracker !== 'running'));

const gradeScripts = (walk: Walk, { entries } = walk.recording): Fault[] =>
  entries
    .filter(isKind('script'))
    // What the policy blocks does not load either.
    .filter(({ address, url }) => isOurs(address, url, walk) && !entries.filter(isKind('violation')).some(({ blocked }) => blocked === address))
    .map(({ address, reason, url }) => ({
      kind: 'script',
      severity: 'error',
      message: `${address} did not load (${reason})`,
      advice: 'Correct the address, or put the file there: until then the page reports nothing.',
      pages: [pathOf(url)],
    }));

const gradePolicy = (walk: Walk, { entries } = walk.recording): Fault[] =>
  entries
    .filter(isKind('violation'))
    .filter(({ blocked, source, url }) => isOurs(blocked, url, walk) || ours.test(source) || vendors.test(blocked))
    .map(({ directive, blocked, url }) => ({
      kind: 'blocked',
      severity: 'error',
      message: `${directive} blocks ${blocked || 'inline code'}`,
      advice: `Allow it in ${directive} of the page's Content-Security-Policy.`,
      pages: [pathOf(url)],
    }));

/** A destination that throws, a script that does not load and what the policy blocks have faults of their own. */
const toldElsewhere = /^ecom-events: ".*" failed on|^Failed to load resource|Content Security Policy|violates the following/;

const gradeConsole = ({ recording: { entries } }: Walk): Fault[] =>
  entries
    .filter(isKind('error'))
    .filter(({ text }) => !toldElsewhere.test(text))
    .map(({ text, source, url }) => {
      const isOurs = text.startsWith('ecom-events:') || ours.test(source);
      return {
        kind: 'console',
        severity: isOurs ? 'error' : 'warning',
        message: text.split('\n')[0]!.slice(0, 200),
        advice: isOurs ? 'The message names what is wrong.' : 'It need not concern the tracking; but what a script does after its error is lost.',
        pages: [pathOf(url)],
      };
    });
