/** What the server answers: a status and a JSON body, or a cut connection. */
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> } | { status: 'cut' };

export function ok(body: unknown): Answer {
  return { status: 200, body };
}

export const noContent: Answer = { status: 204 };

function refusal(status: number, code: number, message: string): Answer {
  return { status, body: { code, message } };
}

/** Discord's errors, by its own names. */
export const refusals = {
  unauthorized: refusal(401, 0, '401: Unauthorized'),
  notFound: refusal(404, 0, '404: Not Found'),
  unknownChannel: refusal(404, 10003, 'Unknown Channel'),
  unknownGuild: refusal(404, 10004, 'Unknown Guild'),
  unknownMember: refusal(404, 10007, 'Unknown Member'),
  unknownMessage: refusal(404, 10008, 'Unknown Message'),
  unknownUser: refusal(404, 10013, 'Unknown User'),
  unknownWebhook: refusal(404, 10015, 'Unknown Webhook'),
  unknownInteraction: refusal(404, 10062, 'Unknown interaction'),
  acknowledged: refusal(400, 40060, 'Interaction has already been acknowledged.'),
  missingAccess: refusal(403, 50001, 'Missing Access'),
  notOwn: refusal(403, 50005, 'Cannot edit a message authored by another user'),
  noDirectMessages: refusal(403, 50007, 'Cannot send messages to this user'),
  missingPermissions: refusal(403, 50013, 'Missing Permissions'),
  invalidWebhookToken: refusal(401, 50027, 'Invalid Webhook Token'),
  invalidForm: refusal(400, 50035, 'Invalid Form Body'),
  badGateway: { status: 502, body: 'Bad Gateway' },
  internal: { status: 500, body: { code: 0, message: 'Internal Server Error' } },
  slowDown: {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: 1, global: false },
    headers: { 'retry-after': '1', 'x-ratelimit-scope': 'user' },
  },
} as const satisfies Record<string, Answer>;
