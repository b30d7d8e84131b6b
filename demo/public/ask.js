// Before the tracker starts: a shop that asks for consent, as one in Saudi Arabia has to, from `?consent=ask` on until
// `?consent=off`. Without it this demo is open, and shows no banner.
(() => {
  const key = 'finjan-asks';
  const wish = new URLSearchParams(location.search).get('consent');
  if (wish === 'ask') localStorage.setItem(key, 'yes');
  if (wish === 'off') for (const name of [key, 'ecom-consent']) localStorage.removeItem(name);
  if (!localStorage.getItem(key)) return;
  window.ecom = window.ecom || [];
  window.ecom.push(['configure', { consentRegion: 'SA' }]);
})();
