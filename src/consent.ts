// dist/consent.js: Google's consent mode and the adapters of banners, for one classic <script> in the head, before Google's
// tags, and before or after ecom.js:
// <script src="consent.js" data-google data-region="SA"></script>          tells Google what our gate holds
// <script src="consent.js" data-follow="google"></script>                  our gate goes by what a banner tells Google
// <script src="consent.js" data-follow="cookiebot" data-google></script>   our gate goes by a banner, and Google by our gate
// <script src="consent.js" data-remember></script>                         keeps what was decided for the next page
import { banners, followBanner, type BannerOptions } from './consent/banner.js';
import { followGoogleConsentMode, googleConsentMode } from './consent/google-consent-mode.js';
import { rememberConsent } from './consent/remember.js';

const { google, follow, remember, region, layer, wait, events, ...means } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
if (remember !== undefined) rememberConsent(remember ? { days: Number(remember) } : {});
if (google !== undefined) googleConsentMode({ region, dataLayer: layer, ...(wait && { waitForUpdate: Number(wait) }) });
if (follow === 'google') followGoogleConsentMode({ dataLayer: layer });
else if (follow) followBanner(follow as keyof typeof banners, { means: means as BannerOptions['means'], ...(events && { events }) });
