import { openDiscordWorld } from '../support/worlds/discord.ts';
import { comfortContract } from './comfort.ts';
import { lookUpContract } from './looking-up.ts';
import { managingContract } from './managing.ts';
import { portContract } from './port.ts';
import { practiceContract } from './practising.ts';
import { privacyContract } from './privacy.ts';
import { quizContract } from './quiz.ts';
import { writingContract } from './writing.ts';

portContract('Discord', openDiscordWorld);
quizContract('Discord', openDiscordWorld);
managingContract('Discord', openDiscordWorld);
comfortContract('Discord', openDiscordWorld);
lookUpContract('Discord', openDiscordWorld);
writingContract('Discord', openDiscordWorld);
privacyContract('Discord', openDiscordWorld);
practiceContract('Discord', openDiscordWorld);
