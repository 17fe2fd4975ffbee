import type { WorldOptions } from '../support/world.ts';
import { openSlackWorld } from '../support/worlds/slack.ts';
import { comfortContract } from './comfort.ts';
import { lookUpContract } from './looking-up.ts';
import { managingContract } from './managing.ts';
import { portContract } from './port.ts';
import { privacyContract } from './privacy.ts';
import { quizContract } from './quiz.ts';
import { writingContract } from './writing.ts';

const open = (options: WorldOptions) => openSlackWorld({ ...options, mode: 'socket' });
portContract('Slack over Socket Mode', open);
quizContract('Slack over Socket Mode', open);
managingContract('Slack over Socket Mode', open);
comfortContract('Slack over Socket Mode', open);
lookUpContract('Slack over Socket Mode', open);
writingContract('Slack over Socket Mode', open);
privacyContract('Slack over Socket Mode', open);
