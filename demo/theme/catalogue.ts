import type { Bilingual } from './language.js';

/** A choice of a product; `id` is what the store and the events know it by. */
export interface Variant {
  id: string;
  name: Bilingual;
  image: string;
}

/** A product of the shop. Prices are in riyals. */
export interface Product {
  id: string;
  sku: string;
  category: 'coffee' | 'pottery' | 'home';
  price: number;
  image: string;
  name: Bilingual;
  text: Bilingual;
  facts: Bilingual[];
  variants?: Variant[];
  /** What it cost before. */
  was?: number;
  /** Stars that shoppers gave, on average, and how many of them did. */
  rating: number;
  ratings: number;
  /** A word on its picture. */
  label?: Bilingual;
  /** Units in stock; endless when absent. */
  stock?: number;
}

const art = (name: string): string => `/art/${name}.svg`;

export const currency = 'SAR';

export const categories: Record<Product['category'], Bilingual> = {
  coffee: { en: 'Coffee', ar: 'القهوة' },
  pottery: { en: 'Pottery', ar: 'الفخار' },
  home: { en: 'Home', ar: 'المنزل' },
};

export const products: Product[] = [
  {
    id: 'dallah',
    sku: 'FJ-101',
    category: 'coffee',
    price: 240,
    rating: 4.9,
    ratings: 64,
    image: art('dallah'),
    name: { en: 'Brass dallah', ar: 'دلّة نحاسية' },
    text: {
      en: 'A coffee pot with a long beak and a steady foot. Pours for eight guests without a drip.',
      ar: 'دلّة بمنقار طويل وقاعدة ثابتة، تكفي ثمانية ضيوف دون أن تُسقط قطرة.',
    },
    facts: [{ en: 'Hand-beaten brass', ar: 'نحاس مطروق يدويًا' }, { en: 'Holds 800 ml', ar: 'تتسع لـ 800 مل' }],
  },
  {
    id: 'finjan',
    sku: 'FJ-102',
    category: 'coffee',
    price: 95,
    rating: 4.7,
    ratings: 128,
    image: art('finjan'),
    name: { en: 'Finjan cups, set of three', ar: 'طقم فناجين، ثلاث قطع' },
    text: {
      en: 'Small cups without a handle, on a tray of walnut. Thin at the rim, warm in the hand.',
      ar: 'فناجين صغيرة بلا مقبض على صينية من خشب الجوز، رقيقة الحافة ودافئة في اليد.',
    },
    facts: [{ en: 'Porcelain, painted by hand', ar: 'خزف ملوّن يدويًا' }, { en: '70 ml each', ar: '70 مل لكل فنجان' }],
  },
  {
    id: 'khawlani',
    sku: 'FJ-103',
    category: 'coffee',
    price: 68,
    rating: 4.8,
    ratings: 211,
    image: art('beans'),
    name: { en: 'Khawlani coffee, 250 g', ar: 'بن خولاني، 250 غ' },
    text: {
      en: 'Beans from the terraces of Jazan, roasted light, with cardamom pods in the bag.',
      ar: 'حبوب من مدرجات جازان بتحميص فاتح، ومعها حبات الهيل في الكيس.',
    },
    facts: [{ en: 'Roasted on Mondays', ar: 'يُحمّص كل اثنين' }, { en: 'Whole beans', ar: 'حبوب كاملة' }],
  },
  {
    id: 'mug',
    sku: 'FJ-104',
    category: 'pottery',
    price: 58,
    rating: 4.6,
    ratings: 87,
    image: art('mug'),
    name: { en: 'Two-tone mug', ar: 'كوب بلونين' },
    text: {
      en: 'Thrown on the wheel and dipped twice. No two glazes run the same way.',
      ar: 'مشغول على الدولاب ومغموس مرتين، لا يتشابه طلاء كوبين.',
    },
    facts: [{ en: 'Stoneware, 320 ml', ar: 'فخار حجري، 320 مل' }, { en: 'Safe in the dishwasher', ar: 'يتحمل غسالة الأطباق' }],
    variants: [
      { id: 'Sand', name: { en: 'Sand', ar: 'رملي' }, image: art('mug') },
      { id: 'Sea', name: { en: 'Sea', ar: 'بحري' }, image: art('mug-sea') },
      { id: 'Olive', name: { en: 'Olive', ar: 'زيتوني' }, image: art('mug-olive') },
    ],
  },
  {
    id: 'vase',
    sku: 'FJ-105',
    category: 'pottery',
    price: 165,
    rating: 4.9,
    ratings: 18,
    image: art('vase'),
    name: { en: 'Terracotta vase', ar: 'مزهرية طينية' },
    text: {
      en: 'A round belly and a narrow neck, enough for three branches of olive. The potter made two.',
      ar: 'بطن مستدير وعنق ضيق يكفي ثلاثة أغصان زيتون. صنع الخزّاف منها اثنتين فقط.',
    },
    facts: [{ en: 'Unglazed clay, 24 cm', ar: 'طين غير مزجج، 24 سم' }, { en: 'Two in stock', ar: 'بقيت اثنتان' }],
    stock: 2,
    label: { en: 'Last two', ar: 'آخر قطعتين' },
  },
  {
    id: 'bowl',
    sku: 'FJ-106',
    category: 'pottery',
    price: 78,
    rating: 4.4,
    ratings: 35,
    image: art('bowl'),
    name: { en: 'Sea bowl', ar: 'وعاء البحر' },
    text: {
      en: 'For fruit, for salad, for keys. The wave under the rim is drawn in one stroke.',
      ar: 'للفاكهة أو السلطة أو المفاتيح، والموجة تحت حافته مرسومة بضربة فرشاة واحدة.',
    },
    facts: [{ en: 'Stoneware, 26 cm across', ar: 'فخار حجري، قطره 26 سم' }, { en: 'Food safe glaze', ar: 'طلاء آمن للطعام' }],
  },
  {
    id: 'mabkhara',
    sku: 'FJ-107',
    category: 'home',
    price: 135,
    was: 160,
    rating: 4.7,
    ratings: 52,
    image: art('mabkhara'),
    name: { en: 'Carved mabkhara', ar: 'مبخرة منقوشة' },
    text: {
      en: 'An incense burner of sidr wood with a brass lining. A little oud goes a long way.',
      ar: 'مبخرة من خشب السدر مبطّنة بالنحاس، وقليل من العود يكفي.',
    },
    facts: [{ en: 'Sidr wood and brass', ar: 'خشب سدر ونحاس' }, { en: '18 cm high', ar: 'ارتفاعها 18 سم' }],
  },
  {
    id: 'basket',
    sku: 'FJ-108',
    category: 'home',
    price: 84,
    rating: 4.5,
    ratings: 40,
    image: art('basket'),
    name: { en: 'Palm basket with dates', ar: 'سلة خوص مع تمر' },
    text: {
      en: 'Woven from palm leaves in Al-Ahsa, and filled with Khalas dates of this season.',
      ar: 'منسوجة من خوص النخيل في الأحساء، ومليئة بتمر الخلاص من هذا الموسم.',
    },
    facts: [{ en: 'Palm leaves', ar: 'خوص النخيل' }, { en: '500 g of dates', ar: '500 غ من التمر' }],
  },
  {
    id: 'kettle',
    sku: 'FJ-109',
    category: 'coffee',
    price: 310,
    rating: 4.8,
    ratings: 27,
    image: art('kettle'),
    name: { en: 'Gooseneck kettle', ar: 'إبريق بعنق الإوزة' },
    text: {
      en: 'For those who pour in circles. The neck is narrow enough to count the drops.',
      ar: 'لمن يصبّ في دوائر، وعنقه دقيق يكاد يعدّ القطرات.',
    },
    facts: [{ en: 'Steel, holds 900 ml', ar: 'فولاذ، يتسع لـ 900 مل' }, { en: 'For every stove', ar: 'يصلح لكل المواقد' }],
    label: { en: 'New', ar: 'جديد' },
  },
  {
    id: 'cardamom',
    sku: 'FJ-110',
    category: 'coffee',
    price: 42,
    rating: 4.6,
    ratings: 95,
    image: art('cardamom'),
    name: { en: 'Green cardamom, 100 g', ar: 'هيل أخضر، 100 غ' },
    text: {
      en: 'Whole pods, still green, in a jar that closes with a sigh. Three of them make a pot.',
      ar: 'حبات كاملة ما زالت خضراء في مرطبان محكم. ثلاث منها تكفي دلّة.',
    },
    facts: [{ en: 'This year’s harvest', ar: 'حصاد هذا العام' }, { en: 'In a glass jar', ar: 'في مرطبان زجاجي' }],
  },
  {
    id: 'tray',
    sku: 'FJ-111',
    category: 'home',
    price: 120,
    was: 150,
    rating: 4.5,
    ratings: 31,
    image: art('tray'),
    name: { en: 'Walnut tray', ar: 'صينية من الجوز' },
    text: {
      en: 'Turned from one piece, with a rim that a thumb likes. Oiled twice, never varnished.',
      ar: 'مخروطة من قطعة واحدة بحافة تستريح عليها اليد، مدهونة بالزيت مرتين بلا ورنيش.',
    },
    facts: [{ en: 'Walnut, 34 cm across', ar: 'خشب الجوز، قطرها 34 سم' }, { en: 'Wipe with a dry cloth', ar: 'تُمسح بقماش جاف' }],
  },
  {
    id: 'candle',
    sku: 'FJ-112',
    category: 'home',
    price: 72,
    rating: 4.3,
    ratings: 22,
    image: art('candle'),
    name: { en: 'Oud candle', ar: 'شمعة العود' },
    text: {
      en: 'Beeswax in a clay cup, with a little oud. Burns for three evenings, the cup stays.',
      ar: 'شمع نحل في كأس من الطين مع قليل من العود. تضيء ثلاث أمسيات ويبقى الكأس.',
    },
    facts: [{ en: 'Beeswax and oud oil', ar: 'شمع نحل وزيت عود' }, { en: 'Burns for 30 hours', ar: 'تدوم 30 ساعة' }],
  },
];

export const findProduct = (id: string | null): Product | undefined => products.find((product) => product.id === id);

/** What is on the picture, chosen variant included. */
export const imageOf = ({ image, variants }: Product, variant?: string): string => variants?.find(({ id }) => id === variant)?.image ?? image;
