package yardstick.cli.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** TCP ports on the loopback interface. */
public final class Ports {

    /** Given away here: between two looks nobody listens there yet. */
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A free port that was not given before, below the range the system hands out to clients, so that a restart finds it free again, and below
     * the fixed ports of the tests.
     */
    public static int any() {
        SecureRandom random = new SecureRandom();
        for (int i = 0; i < 200; i++) {
            int port = random.nextInt(15_000, 23_000);
            if (free(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new UsageFailure("no free TCP port on the loopback interface.");
    }
}
