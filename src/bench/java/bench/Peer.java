package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that receives mail from its own queue. Linux only.
 *
 * @param queue URL
 * @param sent number of messages sent to the queue
 */
record Peer(String name, String queue, AtomicLong sent, Process process, Path log) {

    /** {@code USER_HZ}, clock ticks per second in {@code /proc/PID/stat}: 100 on every Linux. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;

    static Peer start(String name, List<String> command, String queue, Map<String, String> settings, Path logs)
            throws IOException {
        Path log = logs.resolve(queue.substring(queue.lastIndexOf('/') + 1) + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        builder.environment().put("HIKYAKU_QUEUE_MAIL", queue);
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return new Peer(name, queue, new AtomicLong(), process, log);
    }

    /** @return processor seconds that the process has used, in user and system mode */
    double cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[USER_TIME + 1])) / TICKS_PER_SECOND;
    }

    /** Stops the process until {@link #resume}, so that it uses no processor while another one is measured. */
    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int end = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        if (end != 0) {
            throw new IllegalStateException("kill -" + name + " ended with " + end);
        }
    }

    void checkAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " has ended:\n" + Files.readString(log));
        }
    }
}
