// dist/consent.js: Google's consent mode and the adapters of banners, for one classic <script> in the head, before Google's
// tags, and before or after ecom.js:
// <script src="consent.js" data-google data-region="SA"></script>          tells Google what our gate holds
// <script src="consent.js" data-follow="google"></script>                  our gate goes by what a banner tells Google
// <script src="consent.js" data-follow="cookiebot" data-google></script>   our gate goes by a banner, and Google by our gate
import { banners, followBanner, type BannerOptions } from './consent/banner.js';
import { followGoogleConsentMode, googleConsentMode } from './consent/google-consent-mode.js';

const { google, follow, region, layer, wait, events, ...means } = { ...(document.currentScript as HTMLScriptElement | null)?.dataset };
if (google !== undefined) googleConsentMode({ region, dataLayer: layer, ...(wait && { waitForUpdate: Number(wait) }) });
if (follow === 'google') followGoogleConsentMode({ dataLayer: layer });
else if (follow) followBanner(follow as keyof typeof banners, { means: means as BannerOptions['means'], ...(events && { events }) });
