import { describe } from 'vitest';
import { sigkill } from './sigkill.ts';

describe('processes', () => sigkill('redis'));
