/** Whether what is in an element is read from right to left. */
export const isRightToLeft = (element: Element): boolean => getComputedStyle(element).direction === 'rtl';

/** 1 for the arrow key that goes on in the direction of reading, -1 for the one that goes back, 0 for any other key. */
export function forward(key: string, element: Element): number {
  const sign = isRightToLeft(element) ? -1 : 1;
  return key === 'ArrowRight' ? sign : key === 'ArrowLeft' ? -sign : 0;
}
