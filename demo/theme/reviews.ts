import { keep } from './keep.js';
import type { Bilingual } from './language.js';
import { productTexts } from './texts/product.js';

/** What a shopper thinks of a product. */
export interface Review {
  product: string;
  rating: number;
  author: Bilingual;
  text: Bilingual;
}

const written: Review[] = [
  {
    product: 'dallah',
    rating: 5,
    author: { en: 'Noura', ar: 'نورة' },
    text: { en: 'My grandmother looked at it for a long time, then nodded.', ar: 'نظرت إليها جدتي طويلًا ثم هزّت رأسها راضية.' },
  },
  {
    product: 'mug',
    rating: 5,
    author: { en: 'Sami', ar: 'سامي' },
    text: { en: 'It stays warm as long as a meeting should last.', ar: 'يبقى دافئًا بقدر ما ينبغي أن يدوم الاجتماع.' },
  },
  {
    product: 'finjan',
    rating: 4,
    author: { en: 'Huda', ar: 'هدى' },
    text: { en: 'Light as a feather. I would love a set of six.', ar: 'خفيفة كالريشة، وأتمنى لو كان الطقم من ست.' },
  },
  {
    product: 'vase',
    rating: 5,
    author: { en: 'Faisal', ar: 'فيصل' },
    text: { en: 'Even empty it fills the corner of the room.', ar: 'حتى وهي فارغة تملأ زاوية الغرفة.' },
  },
];

const own = keep<{ product: string; rating: number; text: string }[]>(localStorage, 'finjan-reviews', []);

/** The reviews of a product, those of this shopper first. */
export const reviewsOf = (product: string): Review[] => [
  ...own
    .read()
    .filter((review) => review.product === product)
    .map(({ text, ...review }) => ({ ...review, author: productTexts.you, text: { en: text, ar: text } })),
  ...written.filter((review) => review.product === product),
];

export const addReview = (product: string, rating: number, text: string): void => own.write([{ product, rating, text }, ...own.read()]);
