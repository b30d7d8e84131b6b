// What holds in a region until the shopper has decided. It is a default for shops that ask for it by `consent-region`, made
// of what the regulators say; it is no legal advice. A region is a country (ISO 3166-1) or a part of one (ISO 3166-2: US-CA).

/**
 * Consent comes first: `pending`. So it is in every region that `optOutRegions` does not name; these are listed for what
 * they rest on, and no page carries the list.
 */
export const optInRegions: Readonly<Record<string, string>> = {
  // European Economic Area: ePrivacy Directive 2002/58/EC article 5(3), GDPR articles 4(11), 6(1)(a) and 7.
  EEA: 'AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK ES',
  // United Kingdom: Privacy and Electronic Communications Regulations 2003, regulation 6; UK GDPR.
  UK: 'GB UK',
  // Switzerland: Data Protection Act (revFADP) and Telecommunications Act article 45c; the regulator's guideline on cookies
  // of January 2025 wants consent where profiles are made or others get the data. Google asks for it there, too.
  CH: 'CH',
  // Brazil: LGPD (Law 13.709/2018), and the ANPD's guide to cookies of 2022.
  BR: 'BR',
  // Saudi Arabia: Personal Data Protection Law (Royal Decree M/19), article 5; enforced since September 2024.
  SA: 'SA',
  // United Arab Emirates: Federal Decree-Law 45/2021. Qatar: Law 13/2016. Bahrain: Law 30/2018. Oman: Royal Decree 6/2022.
  // Egypt: Law 151/2020. Jordan: Law 24/2023. In all of them consent is the rule.
  MENA: 'AE QA BH OM EG JO',
  // Turkey: KVKK (Law 6698), and the authority's guideline on cookies of 2022.
  TR: 'TR',
  // Quebec: Law 25, in force since September 2023: technology that identifies or profiles is off until it is switched on.
  QC: 'CA-QC',
  // South Korea: PIPA. Thailand: PDPA. India: DPDP Act 2023. South Africa: POPIA.
  OTHERS: 'KR TH IN ZA',
};

/**
 * Consent is presumed until the shopper objects: United States. No federal law asks for consent; the states' laws give a
 * right to opt out of sale, sharing and targeted advertising (CCPA/CPRA in California, CPA in Colorado, CTDPA in
 * Connecticut and others). California (11 CCR 7025), Colorado (4 CCR 904-3 rule 5), Connecticut, Texas, Oregon, New
 * Jersey, Delaware, Montana, Minnesota, Maryland and others take the browser's Global Privacy Control for such an
 * objection; it is one here for the whole country.
 */
export const optOutRegions = /^US(-|$)/i;

/** What holds in a region until the shopper has decided, in the words of `consent`; in one that is not known: pending. */
export function regionDefault(region: string): string {
  if (!optOutRegions.test(region.trim())) return 'pending';
  return (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl ? 'analytics personalisation' : 'granted';
}
