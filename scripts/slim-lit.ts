import type { Plugin } from 'vite';

/** Lit's styles for engines that all have constructable style sheets: those that the drop-in scripts are built for. */
const styles = `class Styles {
  constructor(text) {
    this.text = text;
  }
  get styleSheet() {
    if (!this.sheet) (this.sheet = new CSSStyleSheet()).replaceSync(this.text);
    return this.sheet;
  }
}
export const unsafeCSS = (text) => new Styles(text);
export const css = () => {};
export { Styles as CSSResult };
export const supportsAdoptingStyleSheets = true;
export const adoptStyles = (root, styles) => {
  root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet);
};
export const getCompatibleStyle = (style) => style;`;

/** What no element of ours uses: polyfills, the metadata of decorators, converters, initializers, defaults, inner state, accessors of one's own, a say before the update. Fragment → what stands there instead. */
const unused: readonly (readonly [string, string])[] = [
  [',p=a.reactiveElementPolyfillSupport', ''],
  ['p?.({ReactiveElement:y}),(a.reactiveElementVersions??=[]).push("2.1.2")', '0'],
  ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
  ['const t=this[Symbol.metadata];if(null!==t){const s=litPropertyMetadata.get(t);if(void 0!==s)for(const[t,i]of s)this.elementProperties.set(t,i)}', ''],
  ['this.prototype.hasOwnProperty(t)&&((s=Object.create(s)).wrapped=!0),', ''],
  ['const t=this.constructor.elementProperties;if(t.size>0)for(const[s,i]of t){const{wrapped:t}=i,e=this[s];!0!==t||this._$AL.has(s)||void 0===e||this.C(s,void 0,i,e)}', ''],
  [
    'const{get:e,set:r}=h(this.prototype,t)??{get(){return this[s]},set(t){this[s]=t}};return{get:e,set(s){const h=e?.call(this);r?.call(this,s),this.requestUpdate(t,h,i)},',
    'return{get(){return this[s]},set(r){const h=this[s];this[s]=r,this.requestUpdate(t,h,i)},',
  ],
  ['const t=this.scheduleUpdate();return null!=t&&await t,!this.isUpdatePending', 'return this.performUpdate(),!this.isUpdatePending'],
  ['scheduleUpdate(){return this.performUpdate()}', ''],
  [',!s.noAccessor){', '){'],
  ['void 0!==h&&e(this.prototype,t,h)', 'e(this.prototype,t,h)'],
  [':"string"==typeof t?t.toLowerCase():void 0', ':t.toLowerCase()'],
  ['(i.hasChanged??f)', 'f'],
  ['c=a.trustedTypes,l=c?c.emptyScript:""', 'l=""'],
  [
    'let t=!1;const s=this._$AL;try{t=this.shouldUpdate(s),t?(this.willUpdate(s),this._$EO?.forEach(t=>t.hostUpdate?.()),this.update(s)):this._$EM()}catch(s){throw t=!1,this._$EM(),s}t&&this._$AE(s)}willUpdate(t){}',
    'const s=this._$AL;try{this.update(s)}catch(s){throw this._$EM(),s}this._$AE(s)}',
  ],
  ['shouldUpdate(t){return!0}', ''],
  ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
  [',void 0!==t.l&&(this.l=[...t.l])', ''],
  [',this.constructor.l?.forEach(t=>t(this))', ''],
  ['case Object:case Array:t=null==t?t:JSON.stringify(t)', ''],
  ['case Object:case Array:try{i=JSON.parse(t)}catch(t){i=null}', ''],
  ['(void 0!==i.converter?.toAttribute?i.converter:u).toAttribute', 'u.toAttribute'],
  ['h="function"==typeof t.converter?{fromAttribute:t.converter}:void 0!==t.converter?.fromAttribute?t.converter:u;', 'h=u;'],
  ['||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))', ''],
  ['r??this._$Ej?.get(e)??r', 'r'],
  ['useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(', 'reflect:e}){('],
  ['hasUpdated||i||(', 'hasUpdated||('],
  ['s.state&&(s.attribute=!1),', ''],
  ['removeController(t){this._$EO?.delete(t)}', ''],
  [',s=[...r(t),...o(t)];', ',s=r(t);'],
  ['const i=[];if(Array.isArray(s)){const e=new Set(s.flat(1/0).reverse());for(const s of e)i.unshift(t(s))}else void 0!==s&&i.push(t(s));return i', 'return[s].flat(1/0).filter(t=>t)'],
];

/**
 * The part of Lit that the elements use, for the drop-in scripts, where each byte is paid by every shopper. An element that
 * needs more of it (a converter, a property of type Object) does not build, or its tests of `dist` fail: take it out of the
 * list then. Nor does a Lit that has changed.
 */
export const slimLit: Plugin = {
  name: 'slim-lit',
  enforce: 'pre',
  transform(code, id) {
    if (/reactive-element.css-tag\.js$/.test(id)) return { code: styles, map: null };
    if (!/reactive-element.reactive-element\.js$/.test(id)) return;
    for (const [fragment, instead] of unused) {
      if (!code.includes(fragment)) throw new Error(`Lit has changed: it has no ${fragment} any more`);
      code = code.replace(fragment, () => instead);
    }
    // It asks for these two by their names as texts, which no minifier shortens.
    code = code.replaceAll('elementProperties', '_$P').replaceAll('finalized', '_$F');
    return { code, map: null };
  },
};
