import { openLocalWorld } from '../support/worlds/local.ts';
import { comfortContract } from './comfort.ts';
import { lookUpContract } from './looking-up.ts';
import { managingContract } from './managing.ts';
import { portContract } from './port.ts';
import { practiceContract } from './practising.ts';
import { privacyContract } from './privacy.ts';
import { quizContract } from './quiz.ts';
import { writingContract } from './writing.ts';

portContract('the local platform', openLocalWorld, false);
quizContract('the local platform', openLocalWorld);
managingContract('the local platform', openLocalWorld, false);
comfortContract('the local platform', openLocalWorld, false);
lookUpContract('the local platform', openLocalWorld);
writingContract('the local platform', openLocalWorld);
privacyContract('the local platform', openLocalWorld);
practiceContract('the local platform', openLocalWorld);
