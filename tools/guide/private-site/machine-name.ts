import { given } from '../shell';

/** How `ssh` reaches the machine, as it was asked for at the beginning of its section. */
export const machine = given('MACHINE');
