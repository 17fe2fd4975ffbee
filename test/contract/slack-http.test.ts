import type { WorldOptions } from '../support/world.ts';
import { openSlackWorld } from '../support/worlds/slack.ts';
import { comfortContract } from './comfort.ts';
import { lookUpContract } from './looking-up.ts';
import { managingContract } from './managing.ts';
import { portContract } from './port.ts';
import { privacyContract } from './privacy.ts';
import { quizContract } from './quiz.ts';
import { writingContract } from './writing.ts';

const open = (options: WorldOptions) => openSlackWorld({ ...options, mode: 'http' });
portContract('Slack over HTTP', open);
quizContract('Slack over HTTP', open);
managingContract('Slack over HTTP', open);
comfortContract('Slack over HTTP', open);
lookUpContract('Slack over HTTP', open);
writingContract('Slack over HTTP', open);
privacyContract('Slack over HTTP', open);
