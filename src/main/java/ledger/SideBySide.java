package ledger;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import settings.RequestDeadline;

/**
 * Sends several requests at a time, at most {@value #AT_ONCE} for one caller, with the deadline of the caller. All
 * callers share the threads. A caller works on its own requests too, so it does not wait for those of the others.
 */
final class SideBySide {

    /**
     * Maximum number of a caller's parallel requests: less than the connections of the SDK's clients (50). More would
     * add idle threads and connections to each process.
     */
    static final int AT_ONCE = 8;

    private static final int HELPERS = AT_ONCE - 1;

    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(HELPERS, HELPERS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                Thread thread = new Thread(work, "ledger-reader");
                thread.setDaemon(true);
                return thread;
            });

    SideBySide() {
        threads.allowCoreThreadTimeOut(true);
    }

    /** @return the answers, in the order of the questions; the first failure is thrown when all have ended */
    <Q, A> List<A> ask(List<Q> questions, Function<Q, A> request) {
        Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<A>> answers = questions.stream()
                .map(question -> {
                    CompletableFuture<A> answer = new CompletableFuture<>();
                    waiting.add(() -> complete(answer, question, request));
                    return answer;
                })
                .toList();
        RequestDeadline deadline = RequestDeadline.current();
        for (int i = 0; i < Math.min(questions.size() - 1, HELPERS); i++) {
            threads.execute(() -> deadline.run(() -> work(waiting)));
        }
        work(waiting);
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
        return answers.stream().map(CompletableFuture::join).toList();
    }

    /** Sends requests until none waits. A helper that comes late finds no request. */
    private static void work(Queue<Runnable> waiting) {
        for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
            next.run();
        }
    }

    private static <Q, A> void complete(CompletableFuture<A> answer, Q question, Function<Q, A> request) {
        try {
            answer.complete(request.apply(question));
        } catch (RuntimeException | Error e) {
            answer.completeExceptionally(e);
        }
    }
}
