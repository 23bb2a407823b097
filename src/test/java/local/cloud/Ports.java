package local.cloud;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Free ports of the loopback address. */
public final class Ports {

    /** Outgoing connections take ports from 32768 on (Linux; others higher): one of those may be gone before it is used. */
    private static final int LOWEST = 10_000;

    private static final int END = 32_768;
    private static final int TRIES = 1000;

    private Ports() {}

    public static int free() {
        IntStream ports = ThreadLocalRandom.current().ints(TRIES, LOWEST, END);
        return ports.filter(Ports::isFree).findFirst().orElseThrow(() -> new IllegalStateException("no port is free"));
    }

    /** @return the port that people expect, or any other if it is taken. */
    public static int preferring(int port) {
        return isFree(port) ? port : free();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
