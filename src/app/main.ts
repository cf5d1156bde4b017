import './trusted-types.ts';
import './style/tokens.css';
import './style/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { startEngine } from './engine/client.ts';

const target = document.getElementById('app');
if (target) mount(App, { target, props: { engine: startEngine() } });
