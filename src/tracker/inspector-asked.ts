// Who asks for the inspector on this page: read by the drop-in scripts, which load it, and by itself.

/** Where a tab keeps, in its session storage, that the inspector is open. */
export const inspectorKey = 'ecom.inspector';

/** Whether the address asks for the inspector. */
export const isAskedFor = (): boolean => /[?&]ecom-debug\b/.test(location.search);
