import { describe, expect, it } from 'vitest';
import { readScript } from './check-build-script.mjs';

/** What is found in a script, in words. */
function found(text: string): string[] {
  return readScript('a.js', text).map(({ what, name }) => `${what}: ${name}`);
}

it.each([
  ['eval("1")', 'makes code from text: eval'],
  ['(0,eval)("1")', 'makes code from text: eval'],
  ['let a=window.eval;', 'makes code from text: eval'],
  ['window["eval"]("1")', 'makes code from text: eval'],
  ['window[`eval`]("1")', 'makes code from text: eval'],
  ['const{eval:a}=window', 'makes code from text: eval'],
  ['new Function("return 1")()', 'makes code from text: Function'],
  ['Function("return 1")()', 'makes code from text: Function'],
  ['Reflect.construct(Function,["1"])', 'makes code from text: Function'],
  ['(()=>{}).constructor("return 1")()', 'makes code from text: constructor'],
  ['new(async()=>{})["constructor"]("1")', 'makes code from text: constructor'],
  ['setTimeout("a()",1)', 'makes code from text: setTimeout'],
  ['window.setInterval(`a()`,1)', 'makes code from text: setInterval'],
  ['setTimeout("a("+b+")",1)', 'makes code from text: setTimeout'],
  ['setTimeout(`a(`+b,1)', 'makes code from text: setTimeout'],
  [`setTimeout(\`a(\${b})\`,1)`, 'makes code from text: setTimeout'],
  ['new WebAssembly.Module(a)', 'makes code from text: WebAssembly'],
])('finds code of text in %s', (text, what) => {
  expect(found(text)).toContain(what);
});

it.each([
  ['a.innerHTML=b', 'innerHTML'],
  ['a["innerHTML"]=b', 'innerHTML'],
  ['a.outerHTML=b', 'outerHTML'],
  ['a.insertAdjacentHTML("beforeend",b)', 'insertAdjacentHTML'],
  ['document.write(b)', 'document.write'],
  ['self.document.write(b)', 'document.write'],
  ['document.writeln(b)', 'writeln'],
  ['a.createContextualFragment(b)', 'createContextualFragment'],
  ['jsx("b",{dangerouslySetInnerHTML:{__html:a}})', 'dangerouslySetInnerHTML'],
  ['a.setHTMLUnsafe(b)', 'setHTMLUnsafe'],
  ['new DOMParser', 'DOMParser'],
  ['document.execCommand("insertHTML",!1,b)', 'insertHTML'],
  ['jsx("iframe",{srcdoc:a})', 'srcdoc'],
])('finds HTML of text in %s', (text, name) => {
  expect(found(text)).toContain(`makes HTML of text: ${name}`);
});

it.each([
  ['fetch("/a")', 'fetch'],
  ['globalThis.fetch?.("/a")', 'fetch'],
  ['const{fetch:a}=globalThis;a("/a")', 'fetch'],
  ['new XMLHttpRequest', 'XMLHttpRequest'],
  ['new WebSocket(a)', 'WebSocket'],
  ['new EventSource(a)', 'EventSource'],
  ['navigator.sendBeacon(a,b)', 'sendBeacon'],
  ['new RTCPeerConnection({iceServers:[]})', 'RTCPeerConnection'],
  ['new WebTransport(a)', 'WebTransport'],
  ['importScripts(a)', 'importScripts'],
  ['new Worker(a)', 'Worker'],
  ['(new Image).src=a', 'Image'],
  ['a.rel="dns-prefetch"', 'dns-prefetch'],
  ['a.rel=`preconnect`', 'preconnect'],
])('finds the network in %s', (text, name) => {
  expect(found(text)).toContain(`reaches the network: ${name}`);
});

it.each([
  ['a.src=b', 'sets an address: src'],
  ['a.href=b', 'sets an address: href'],
  ['location=a', 'sets an address: location'],
  ['window.location=a', 'sets an address: location'],
  ['location.href=a', 'sets an address: href'],
  ['window.location.assign(a)', 'goes to an address: location.assign'],
  ['location.replace(a)', 'goes to an address: location.replace'],
  ['open(a)', 'goes to an address: open'],
  ['window.open(a)', 'goes to an address: window.open'],
  ['browser.tabs.create({url:a})', 'goes to an address: tabs.create'],
  ['jsx("a",{href:b})', 'sets an address: href'],
  ['jsx("img",{"src":b})', 'sets an address: src'],
  ['a.setAttribute("src",b)', 'sets an address: src'],
  ['a.setAttributeNS(c,"xlink:href",b)', 'sets an address: xlink:href'],
  ['a.setAttribute("onclick",b)', 'sets an address: onclick'],
])('finds the address in %s', (text, what) => {
  expect(found(text)).toContain(what);
});

it.each([
  ['console.log(a)', 'writes to the console: console'],
  ['self.console.error(a)', 'writes to the console: console'],
  ['debugger', 'stops the debugger: debugger'],
  ['localStorage.a=1', 'keeps data beside extension storage: localStorage'],
  ['document.cookie="a"', 'keeps data beside extension storage: cookie'],
  ['indexedDB.open("a")', 'keeps data beside extension storage: indexedDB'],
  ['navigator.clipboard.readText()', 'looks at more than it needs: readText'],
  ['navigator.mediaDevices.getUserMedia({})', 'looks at more than it needs: getUserMedia'],
])('finds what else nobody wants in %s', (text, what) => {
  expect(found(text)).toContain(what);
});

describe('imports', () => {
  it.each([
    ['import"https://cdn.example/a.js"', 'imports from elsewhere: https://cdn.example/a.js'],
    ['import"//cdn.example/a.js"', 'imports from elsewhere: //cdn.example/a.js'],
    ['import a from"preact"', 'imports from elsewhere: preact'],
    ['export*from"data:text/javascript,1"', 'imports from elsewhere: data:text/javascript,1'],
    ['export{a}from"blob:a"', 'imports from elsewhere: blob:a'],
    ['import("https://cdn.example/a.js")', 'imports from elsewhere: https://cdn.example/a.js'],
    ['import(a)', 'imports what only it knows: import'],
    [`import(\`./\${a}.js\`)`, 'imports what only it knows: import'],
  ])('finds %s', (text, what) => {
    expect(found(text)).toEqual([what]);
  });

  it('takes files of the package', () => {
    expect(found('import"./a.js";export*from"../b.js";import(`./c.js`);import{d}from"/assets/d.js"')).toEqual([]);
  });
});

it('does not mind what only looks like it', () => {
  const text = [
    'const a="eval(1)",b=`fetch it`,c=/innerHTML/;let evaluate,fetched;',
    'm=Function.prototype.toString;x.constructor===Object;new X;class Y{constructor(e){}}',
    'setTimeout(()=>{},1);setTimeout(f,1);a.open(b);file.write(c);Object.assign(a,b);',
    'a.setAttribute("class","b");a.textContent=b;jsx("a",{class:b,children:c});',
    'const u=location.href.slice(1);if(t!=="href")m.replace(a,b);',
  ].join('');
  expect(found(text)).toEqual([]);
});

it('says where, with what stands there', () => {
  expect(readScript('b.js', 'let a=1;a.innerHTML=b.__html')).toEqual([
    { file: 'b.js', what: 'makes HTML of text', name: 'innerHTML', source: 'innerHTML=b.__html' },
  ]);
});
