// What the page of each element shows: markup as a theme writes it. `{English|العربية}` stands for a text in the page's language.

const mug = 'product-id="mug" name="{Two-tone mug|كوب بلونين}" price="58" currency="SAR"';
const vase = 'product-id="vase" name="{Terracotta vase|مزهرية طينية}" price="165" currency="SAR"';

const card = (product, name) => `<ecom-product ${product}>
    <ecom-product-link><a href="#product">${name}</a></ecom-product-link>
  </ecom-product>`;

const list = `<ecom-product-list list-id="shelf" name="Shelf">
  ${card(mug, '{Two-tone mug|كوب بلونين}')}
  ${card(vase, '{Terracotta vase|مزهرية طينية}')}
</ecom-product-list>`;

/** Tag → examples, each with a title in both languages. The first one of an element that asks the store is shown with each answer. */
export const examples = {
  'ecom-account-form': [
    {
      title: '{Sign in|تسجيل الدخول}',
      html: `<ecom-account-form mode="sign-in">
  <form action="#account">
    <label>{E-mail|البريد الإلكتروني} <input name="email" type="email" autocomplete="email" required></label>
    <label>{Password|كلمة المرور} <input name="password" type="password" autocomplete="current-password"></label>
    <button>{Sign in|تسجيل الدخول}</button>
  </form>
</ecom-account-form>`,
    },
    {
      title: '{Profile|الملف الشخصي}',
      html: `<ecom-account-form mode="profile">
  <form action="#account">
    <label>{First name|الاسم الأول} <input name="first_name" autocomplete="given-name" value="{Sara|سارة}"></label>
    <button>{Save|حفظ}</button>
  </form>
</ecom-account-form>`,
    },
  ],
  'ecom-add-to-cart': [
    { title: '{A button of its own|زر خاص به}', html: `<ecom-add-to-cart ${mug}></ecom-add-to-cart>` },
    {
      title: '{With a text and an icon|مع نص وأيقونة}',
      html: `<ecom-add-to-cart ${mug}><span slot="icon">+</span>{Into the basket|إلى السلة}</ecom-add-to-cart>`,
    },
    {
      title: '{Around the theme’s form|حول نموذج القالب}',
      html: `<ecom-add-to-cart ${mug}>
  <form action="#cart">
    <label>{Quantity|الكمية} <input name="quantity" type="number" min="1" value="2"></label>
    <button>{Buy|اشترِ}</button>
  </form>
</ecom-add-to-cart>`,
    },
  ],
  'ecom-cart': [
    {
      title: '{A cart with a line|سلة فيها بند}',
      html: `<ecom-cart cart-id="cart-1" currency="SAR" view="load">
  <ecom-cart-item line-id="1" quantity="1" ${mug}>
    {Two-tone mug|كوب بلونين}
    <button type="button" data-ecom="increase">{One more|زد واحدًا}</button>
    <button type="button" data-ecom="remove">{Remove|إزالة}</button>
  </ecom-cart-item>
</ecom-cart>`,
    },
  ],
  'ecom-cart-item': [
    {
      title: '{A line of the cart|بند في السلة}',
      html: `<ecom-cart-item line-id="1" quantity="1" ${mug}>
  <label>{Quantity|الكمية} <input name="quantity" type="number" min="0" value="1"></label>
  <button type="button" data-ecom="decrease">{One less|أنقص واحدًا}</button>
  <button type="button" data-ecom="increase">{One more|زد واحدًا}</button>
  <button type="button" data-ecom="remove">{Remove|إزالة}</button>
</ecom-cart-item>`,
    },
  ],
  'ecom-checkout': [
    {
      title: '{Around the theme’s link|حول رابط القالب}',
      html: `<ecom-checkout checkout-id="checkout-1" value="58" currency="SAR">
  <script type="application/json">{ "products": [{ "product_id": "mug", "name": "Two-tone mug", "price": 58, "quantity": 1 }] }</script>
  <a href="#checkout">{Check out|إتمام الشراء}</a>
</ecom-checkout>`,
    },
  ],
  'ecom-checkout-step': [
    {
      title: '{The step the shopper is at|الخطوة الحالية}',
      html: `<ecom-checkout-step step="2" name="shipping" checkout-id="checkout-1" value="58" currency="SAR" current>
  <h3>{Shipping|الشحن}</h3>
  <form action="#payment">
    <label><input type="radio" name="shipping_method" value="standard" checked> {Standard|عادي}</label>
    <label><input type="radio" name="shipping_method" value="express"> {Express|سريع}</label>
    <button>{Continue|متابعة}</button>
  </form>
</ecom-checkout-step>`,
    },
  ],
  'ecom-coupon-form': [
    {
      title: '{A field for the code|حقل للقسيمة}',
      html: `<ecom-coupon-form>
  <form action="#coupon">
    <label>{Coupon|القسيمة} <input name="coupon" required></label>
    <button>{Apply|تطبيق}</button>
  </form>
</ecom-coupon-form>`,
    },
    {
      title: '{A coupon in force|قسيمة مطبّقة}',
      html: `<ecom-coupon-form applied="QAHWA10">
  <p>QAHWA10 <button type="button" data-ecom="remove">{Remove|إزالة}</button></p>
</ecom-coupon-form>`,
    },
  ],
  'ecom-event': [
    {
      title: '{An event of your own, on a click|حدث خاص بك عند النقر}',
      html: `<ecom-event name="Size Guide Opened" trigger="click">
  <script type="application/json">{ "product_id": "mug" }</script>
  <button type="button">{Size guide|دليل المقاسات}</button>
</ecom-event>`,
    },
  ],
  'ecom-inspector': [
    {
      title: '{A button at the edge of the window|زر عند حافة النافذة}',
      html: '<ecom-inspector></ecom-inspector>',
    },
  ],
  'ecom-order': [
    {
      title: '{The page after the payment|الصفحة بعد الدفع}',
      html: `<ecom-order>
  <script type="application/json">
    { "order_id": "204417", "total": 58, "currency": "SAR", "products": [{ "product_id": "mug", "name": "Two-tone mug", "price": 58, "quantity": 1 }] }
  </script>
  <p>{Thank you! Your order is 204417.|شكرًا لك! رقم طلبك 204417.}</p>
</ecom-order>`,
    },
  ],
  'ecom-page': [{ title: '{Once on a page|مرة في الصفحة}', html: '<ecom-page name="Home" category="Shop"></ecom-page>' }],
  'ecom-payment-form': [
    {
      title: '{A choice of methods|اختيار طريقة الدفع}',
      html: `<ecom-payment-form checkout-id="checkout-1" value="58" currency="SAR">
  <form action="#order">
    <label><input type="radio" name="payment_method" value="mada" checked> {mada card|بطاقة مدى}</label>
    <label><input type="radio" name="payment_method" value="cod"> {On delivery|عند الاستلام}</label>
    <button>{Pay|ادفع}</button>
  </form>
</ecom-payment-form>`,
    },
  ],
  'ecom-product': [
    {
      title: '{Data for what is inside|بيانات لما بداخله}',
      html: `<ecom-product ${mug} view="visible">
  <h3>{Two-tone mug|كوب بلونين}</h3>
  <ecom-add-to-cart></ecom-add-to-cart>
</ecom-product>`,
    },
  ],
  'ecom-product-filters': [
    {
      title: '{A form of filters, and its list|نموذج تصفية وقائمته}',
      html: `<ecom-product-filters list-id="shelf">
  <form action="#shelf">
    <label><input type="checkbox" name="category" value="pottery"> {Pottery|الفخار}</label>
    <label><input type="checkbox" name="category" value="coffee"> {Coffee|القهوة}</label>
    <button>{Show|عرض}</button>
  </form>
</ecom-product-filters>
${list}`,
    },
  ],
  'ecom-product-link': [
    { title: '{Around a link|حول رابط}', html: `<ecom-product-link ${mug}><a href="#product">{Two-tone mug|كوب بلونين}</a></ecom-product-link>` },
  ],
  'ecom-product-list': [{ title: '{Two products|منتجان}', html: list }],
  'ecom-product-sort': [
    {
      title: '{A select, and its list|قائمة اختيار وقائمة المنتجات}',
      html: `<ecom-product-sort list-id="shelf">
  <label>{Order|الترتيب}
    <select name="sort">
      <option value="newest">{Newest|الأحدث}</option>
      <option value="price:asc">{Price, low to high|السعر من الأقل}</option>
    </select>
  </label>
</ecom-product-sort>
${list}`,
    },
  ],
  'ecom-promotion': [
    {
      title: '{A banner|لافتة}',
      html: `<ecom-promotion promotion-id="autumn" creative="banner_1" name="Autumn" position="elements_top">
  <a href="#autumn">{Autumn glazes, one third off|ألوان الخريف بخصم الثلث}</a>
</ecom-promotion>`,
    },
  ],
  'ecom-review-form': [
    {
      title: '{Stars are native radios|النجوم أزرار اختيار أصلية}',
      html: `<ecom-review-form ${mug}>
  <form action="#reviews">
    <fieldset>
      <legend>{Rating|التقييم}</legend>
      <label><input type="radio" name="rating" value="3"> 3</label>
      <label><input type="radio" name="rating" value="4"> 4</label>
      <label><input type="radio" name="rating" value="5" checked> 5</label>
    </fieldset>
    <label>{Your review|تقييمك} <textarea name="review_body"></textarea></label>
    <button>{Send|إرسال}</button>
  </form>
</ecom-review-form>`,
    },
  ],
  'ecom-search': [
    {
      title: '{Around the theme’s form|حول نموذج القالب}',
      html: `<ecom-search min-length="2">
  <form action="#search">
    <label>{Search|بحث} <input type="search" name="q"></label>
    <button>{Search|ابحث}</button>
  </form>
</ecom-search>`,
    },
  ],
  'ecom-share': [
    { title: '{The browser’s own way|طريقة المتصفح}', html: `<ecom-share ${mug} url="https://shop.example/mug"></ecom-share>` },
    {
      title: '{Around a link to a network|حول رابط لشبكة}',
      html: `<ecom-share ${mug} via="whatsapp"><a href="https://wa.me/?text=mug">{Share on WhatsApp|شارك عبر واتساب}</a></ecom-share>`,
    },
  ],
  'ecom-sign-out': [{ title: '{A button of its own|زر خاص به}', html: '<ecom-sign-out></ecom-sign-out>' }],
  'ecom-tracker': [{ title: '{Once on a page; it shows nothing|مرة في الصفحة، ولا يُظهر شيئًا}', html: '<ecom-tracker debug></ecom-tracker>' }],
  'ecom-wishlist': [
    {
      title: '{What is put into the cart from here|ما يُضاف إلى السلة من هنا}',
      html: `<ecom-wishlist wishlist-id="wishlist-1" name="Wishlist">
  <ecom-product ${mug}>
    {Two-tone mug|كوب بلونين}
    <ecom-add-to-cart></ecom-add-to-cart>
  </ecom-product>
</ecom-wishlist>`,
    },
  ],
  'ecom-wishlist-toggle': [
    { title: '{Not on the wishlist|ليس في المفضلة}', html: `<ecom-wishlist-toggle ${mug}></ecom-wishlist-toggle>` },
    { title: '{On the wishlist|في المفضلة}', html: `<ecom-wishlist-toggle ${mug} pressed></ecom-wishlist-toggle>` },
  ],
};
