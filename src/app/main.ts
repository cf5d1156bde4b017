import './trusted-types.ts';
import './style/tokens.css';
import './style/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { startEngine } from './engine/client.ts';
import { otherTabs } from './engine/tabs.ts';
import { loadAll } from './views/lazy.ts';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { engine: startEngine(), tabs: otherTabs() } });

// When there is nothing better to do; Safari has no idle callbacks.
setTimeout(() => void loadAll(), 2000);
