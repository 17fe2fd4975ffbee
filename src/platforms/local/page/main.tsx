import { render } from 'preact';
import { App } from './app.tsx';
import './style.css';
import './message.css';
import './form.css';
import './discord.css';
import './slack.css';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
