#!/usr/bin/env node
import { runEgress } from './run-egress';
import { runProcess } from './run-process';

void runProcess((io) => runEgress(process.argv.slice(2), io));
