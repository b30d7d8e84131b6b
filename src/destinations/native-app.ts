import type { ConsentCategory } from '../events/consent.js';
import type { DeviceModeTracker, EcomContext } from '../events/commands.js';
import type { JsonObject } from '../events/plain.js';
import { debug } from './shared/debug.js';
import { withoutPersonal, type PersonalDataOptions } from './shared/without-personal.js';

/** How the app around the page is spoken to. */
export interface NativeAppOptions extends PersonalDataOptions {
  /** Name of the destination on the page. */
  name?: string;
  /** What the shopper has to agree to; `marketing` when absent, since nobody here knows what the app does with it. */
  category?: ConsentCategory;
  /** What the app calls its end: a handler (iOS, Flutter), a channel or an object (Flutter, Android). `ecomEvents` when absent. */
  handler?: string;
  /** The method of Android's object; `postMessage` when absent. */
  method?: string;
}

/** What the app gets, as JSON text. */
export interface NativeAppMessage {
  type: 'track' | 'page';
  event: string;
  payload: JsonObject;
  context: EcomContext;
}

/**
 * The native app around a web view, which reports to its own analytics. The first of these that is there gets each
 * event once, as the JSON of a `NativeAppMessage`:
 *
 * - React Native: `ReactNativeWebView.postMessage(text)`, heard by `onMessage`;
 * - iOS: `webkit.messageHandlers[handler].postMessage(text)`, heard by `WKScriptMessageHandler`;
 * - Flutter's `flutter_inappwebview`: `callHandler(handler, text)`, heard by `addJavaScriptHandler`;
 * - Flutter's `webview_flutter` (`addJavaScriptChannel`) and Android (`addJavascriptInterface`, `addWebMessageListener`):
 *   `window[handler].postMessage(text)`, or the `method` the app has chosen.
 *
 * Outside an app it does nothing.
 */
export function nativeApp(options: NativeAppOptions = {}): DeviceModeTracker {
  const { name = 'native-app', category = 'marketing', handler = 'ecomEvents', method = 'postMessage' } = options;
  const send = (message: NativeAppMessage): unknown => {
    const post = findApp(handler, method);
    if (!post) return debug(name, message.event, 'not sent: the page is not in an app');
    return post(JSON.stringify({ ...message, payload: withoutPersonal(message.payload, options) }));
  };
  return {
    name,
    category,
    track: (event, payload, context) => send({ type: 'track', event, payload, context }),
    page: (payload, context) => send({ type: 'page', event: 'page', payload, context }),
  };
}

interface Port {
  postMessage?(text: string): void;
}

/** Posts a text to the app. Its objects are called as they stand: Android's lose their methods when those are taken off. */
function findApp(handler: string, method: string): ((text: string) => unknown) | undefined {
  const page = globalThis as unknown as {
    ReactNativeWebView?: Port;
    webkit?: { messageHandlers?: Record<string, Port | undefined> };
    flutter_inappwebview?: { callHandler?(handler: string, text: string): unknown };
  } & Record<string, Record<string, ((text: string) => void) | undefined> | undefined>;
  const { ReactNativeWebView: react, flutter_inappwebview: flutter } = page;
  const apple = page.webkit?.messageHandlers?.[handler];
  if (react?.postMessage) return (text) => react.postMessage!(text);
  if (apple) return (text) => apple.postMessage!(text);
  if (flutter?.callHandler) return (text) => flutter.callHandler!(handler, text);
  const android = page[handler];
  return android?.[method] ? (text) => android[method]!(text) : undefined;
}
