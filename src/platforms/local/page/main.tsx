import { render } from 'preact';
import { App } from './app.tsx';
import './fonts.css';
import './style.css';
import './message.css';
import './form.css';
import './discord.css';
import './slack.css';
import './narrow.css';

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
