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
    image: art('vase'),
    name: { en: 'Terracotta vase', ar: 'مزهرية طينية' },
    text: {
      en: 'A round belly and a narrow neck, enough for three branches of olive. The potter made two.',
      ar: 'بطن مستدير وعنق ضيق يكفي ثلاثة أغصان زيتون. صنع الخزّاف منها اثنتين فقط.',
    },
    facts: [{ en: 'Unglazed clay, 24 cm', ar: 'طين غير مزجج، 24 سم' }, { en: 'Two in stock', ar: 'بقيت اثنتان' }],
    stock: 2,
  },
  {
    id: 'bowl',
    sku: 'FJ-106',
    category: 'pottery',
    price: 78,
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
    image: art('basket'),
    name: { en: 'Palm basket with dates', ar: 'سلة خوص مع تمر' },
    text: {
      en: 'Woven from palm leaves in Al-Ahsa, and filled with Khalas dates of this season.',
      ar: 'منسوجة من خوص النخيل في الأحساء، ومليئة بتمر الخلاص من هذا الموسم.',
    },
    facts: [{ en: 'Palm leaves', ar: 'خوص النخيل' }, { en: '500 g of dates', ar: '500 غ من التمر' }],
  },
];

export const findProduct = (id: string | null): Product | undefined => products.find((product) => product.id === id);

/** Address of the page of a product. */
export const productUrl = (id: string): string => `/product.html?id=${encodeURIComponent(id)}`;

/** What is on the picture, chosen variant included. */
export const imageOf = ({ image, variants }: Product, variant?: string): string => variants?.find(({ id }) => id === variant)?.image ?? image;
