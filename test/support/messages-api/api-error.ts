/** Errors as the Messages API words them. Thrown inside the stand-in, turned into a response at its edge. */

export class ApiError extends Error {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Further fields of the error object. */
  readonly extra: object;

  constructor(
    status: number,
    type: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    extra: object = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.type = type;
    this.headers = headers;
    this.extra = extra;
  }
}

/** A 400. `path` names the field in the request, dotted and with indices; empty for the request as a whole. */
export function reject(path: string, message: string): never {
  throw new ApiError(400, 'invalid_request_error', path === '' ? message : `${path}: ${message}`);
}

export function errorBody(error: ApiError, requestId: string): object {
  return {
    type: 'error',
    error: { type: error.type, message: error.message, ...error.extra },
    request_id: requestId,
  };
}
