export const queues = {
  title: 'Queues',
  intro:
    'What may run now, in jobs of one or, when much is due, up to twenty. Everything else waits in the ledger until its time.',
  queue: 'Queue',
  names: { email: 'E-mails', form: 'Web forms', api: 'Direct connections', check: 'Looks' },
  waiting: 'Jobs waiting',
  active: 'Jobs running',
  away: 'The queue does not answer. Nothing is lost: what is due is queued again.',
  board: 'Open the board of the queues',
  boardHint:
    'Each job with its times; a link leads from a job of one to its takedown, a job of several names them. Jobs hold ids only.',
  boardReadOnly: 'How long the queues are, and how they went. Single jobs are shown to ops only.',
};
