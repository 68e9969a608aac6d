import { render } from 'preact';
import { App } from './app';
import './style.css';
import './account.css';
import './machine.css';
import './overview.css';
import './plan.css';
import './reports.css';
import './narrow.css';

const root = document.getElementById('app');
if (root) render(<App />, root);
