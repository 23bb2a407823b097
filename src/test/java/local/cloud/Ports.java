package local.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports of the loopback address. */
public final class Ports {

    /**
     * Outgoing connections use ports from 32768 on (Linux; other systems higher), so a port there may be taken before
     * it is used.
     */
    private static final int LOWEST = 10_000;

    private static final int END = 32_768;
    private static final int TRIES = 1000;

    /**
     * Number of the test runner's JVM, from 1 on. Each JVM has its own range of ports. Otherwise another JVM could
     * choose the same port before its server listens.
     */
    private static final int FORK = Integer.getInteger("ports.fork", 1) - 1;

    private static final int FORKS = 4;

    /** Ports already given out in this JVM. */
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

    /** @return the documented port, or any other if it is taken */
    public static int preferring(int port) {
        return isFree(port) ? port : free();
    }

    /** Reserves a free port until {@link Held#close}, just before its server listens there. */
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
