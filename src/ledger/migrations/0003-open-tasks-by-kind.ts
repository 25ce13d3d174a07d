/** For the figures of open tasks by kind: read in the index alone. */
export const openTasksByKind = `
CREATE INDEX tasks_open_kind ON redress.tasks (kind, opened_at) WHERE status = 'open';
`;
