// Who tells the gate what the shopper agreed to, and who is told: banners, and Google's consent mode.
export { banners, followBanner, fromEvent, type Banner, type BannerOptions, type Means, type Said } from './banner.js';
export { rememberConsent, type RememberOptions } from './remember.js';
export { followGoogleConsentMode, googleConsentMode, type GoogleConsentModeOptions } from './google-consent-mode.js';
