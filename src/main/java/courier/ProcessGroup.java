package courier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command and all its child processes, as one process group: signals reach all of them. setsid(1), part of every
 * Linux, creates it. Where it is missing (a developer's Mac), signals reach the command and those descendants that have
 * not been orphaned. A process that creates its own session leaves the group.
 */
final class ProcessGroup {

    private static final boolean SETSID = Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "setsid")));

    /**
     * How long a process may take to end on SIGTERM before it is killed. Together with the ledger's write it fits into
     * ECS' stop timeout of 30 s.
     */
    static final Duration GRACE = Duration.ofSeconds(10);

    /**
     * Sends a signal with the shell's own kill, because slim images have no /bin/kill. An error means that no process
     * is left, and is ignored.
     */
    private static final String TERMINATE = "kill -s TERM -- \"-$0\"";

    private static final String KILL = "kill -s STOP -- \"-$0\"; kill -s KILL -- \"-$0\"";

    /** Stops the leader first: a leader that has not created its group yet can then no longer create one. */
    private static final String STOP_LEADER = "kill -s STOP \"$0\"; ";

    /** Fields of /proc/PID/stat after the name, proc(5). */
    private static final int STATE = 0;

    private static final int GROUP = 2;

    private final Process process;

    private ProcessGroup(Process process) {
        this.process = process;
    }

    /** Puts the program that creates the group before the command. */
    static List<String> leading(List<String> command) {
        return SETSID ? Stream.concat(Stream.of("setsid"), command.stream()).toList() : command;
    }

    static ProcessGroup of(Process leader) {
        return new ProcessGroup(leader);
    }

    /** Ends the remaining processes of the group: SIGTERM, then SIGKILL for those that have not ended in time. */
    void end(Duration grace) throws InterruptedException {
        signal(TERMINATE);
        if (!isGoneWithin(grace)) {
            kill();
            process.waitFor();
        }
    }

    /**
     * Kills the whole group before the command's standard input is closed. Each process is stopped first, so that none
     * sees the end of input that another one's death causes.
     */
    void kill() {
        if (SETSID) {
            signal(process.isAlive() ? STOP_LEADER + KILL : KILL);
        } else {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }

    /** Waits until no process of the group is left, at most for this time. @return whether no process is left */
    boolean isGoneWithin(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        boolean gone = isGone();
        while (!gone && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
            gone = isGone();
        }
        return gone;
    }

    private boolean isGone() throws InterruptedException {
        return !process.isAlive() && (!SETSID || ProcessHandle.allProcesses().noneMatch(this::isMember));
    }

    /**
     * A dead process whose parent has not waited for it does not count: Java, as a container's first process, never
     * waits.
     */
    private boolean isMember(ProcessHandle other) {
        try {
            String stat = Files.readString(Path.of("/proc/" + other.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Long.parseLong(fields[GROUP]) == process.pid() && !fields[STATE].equals("Z");
        } catch (IOException e) {
            return false; // has ended in the meantime
        }
    }

    private void signal(String script) {
        if (!SETSID) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.toHandle().destroy();
            return;
        }
        try {
            new ProcessBuilder("sh", "-c", script, "" + process.pid())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new IllegalStateException("there is no shell that can send a signal", e);
        }
    }
}
