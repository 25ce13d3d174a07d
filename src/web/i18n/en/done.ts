/** What was just done, said at the top of the page that follows. Each key may stand in an address as `?done=`. */
export const done = {
  signed_out: 'You are signed out.',
  reported: 'Reported. Redress works on it now; you need not wait here.',
  handed_on: 'It is on record that this was handed on.',
  withdrawn: 'Withdrawn. Nothing more is sent.',
  reopened: 'Taken up again. It begins with a first notice.',
  noted: 'Your note is kept.',
  replied: 'Written down. Redress goes on from there.',
  acted: 'Done. It is on record.',
  stopped: 'Stopped. It holds from the next effect on.',
  resumed: 'Resumed. What waited goes on within seconds.',
  circuit_reset: 'The channel is used again at once.',
  shared: 'Shared. They see it now.',
  unshared: 'Taken back. They see it no more.',
  task_done: 'Thank you. Redress goes on from there.',
  task_failed: 'Written down. Redress takes the next way.',
  released: 'The task is free again.',
};
