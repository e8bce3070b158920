/** A `fetch` that knows how many of its requests have not been answered to the end. */

export interface Traffic {
  /** Requests whose answer has not been read to its end. */
  open: number;
  /** Signs of life so far: heads and pieces of answers, and their ends. */
  heard: number;
}

export function countedFetch(fetch: typeof globalThis.fetch, traffic: Traffic): typeof globalThis.fetch {
  return async (input, init) => {
    const end = opened(traffic);
    try {
      const response = await fetch(input, init);
      traffic.heard += 1;
      if (response.body === null) {
        end();
        return response;
      }
      const { status, statusText, headers } = response;
      return new Response(countedBody(response.body, traffic, end), { status, statusText, headers });
    } catch (error) {
      end();
      throw error;
    }
  };
}

function opened(traffic: Traffic): () => void {
  let isOpen = true;
  traffic.open += 1;
  return () => {
    if (!isOpen) return;
    isOpen = false;
    traffic.open -= 1;
    traffic.heard += 1;
  };
}

function countedBody(
  body: ReadableStream<Uint8Array>,
  traffic: Traffic,
  end: () => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        traffic.heard += 1;
        if (!done) return controller.enqueue(value);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      end();
    },
    cancel(reason) {
      end();
      return reader.cancel(reason);
    },
  });
}
