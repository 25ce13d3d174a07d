/** One call of the API of a running service, as a helpline's program makes it. */
export interface Called {
  readonly status: number;
  readonly text: string;
}

export function apiCalls(port: number, token: string) {
  return async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<Called> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined
          ? {}
          : { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }),
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: answer.status, text: await answer.text() };
  };
}
