package local.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports of the loopback address. */
public final class Ports {

    /** Outgoing connections take ports from 32768 on (Linux; others higher): one of those may be gone before it is used. */
    private static final int LOWEST = 10_000;

    private static final int END = 32_768;
    private static final int TRIES = 1000;

    /** Of the test runner, from 1 on. Each of its JVMs has ports of its own: a port is free until its server listens. */
    private static final int FORK = Integer.getInteger("ports.fork", 1) - 1;

    private static final int FORKS = 4;

    /** Nor is a port given out twice within a JVM. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    public static int free() {
        int each = (END - LOWEST) / FORKS;
        int lowest = LOWEST + FORK % FORKS * each;
        return ThreadLocalRandom.current()
                .ints(TRIES, lowest, lowest + each)
                .filter(port -> GIVEN.add(port) && isFree(port))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port is free"));
    }

    /** @return the port that people expect, or any other if it is taken. */
    public static int preferring(int port) {
        return isFree(port) ? port : free();
    }

    /** Keeps a free port from other programs until {@link Held#close}, just before its server listens there. */
    static Held hold(int port) throws IOException {
        return new Held(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    }

    record Held(ServerSocket socket) implements AutoCloseable {

        int port() {
            return socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
